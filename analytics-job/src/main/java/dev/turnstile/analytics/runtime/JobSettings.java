package dev.turnstile.analytics.runtime;

import dev.turnstile.analytics.windows.WindowSettings;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.function.Function;
import org.apache.flink.util.TimeUtils;
import org.jspecify.annotations.Nullable;

/**
 * What the job is told by its environment, by the same names everywhere.
 *
 * @param kafka how to reach Kafka, by Kafka's own names
 * @param checkpointDirectory a URI; each job has a folder of its own in it
 * @param checkpointInterval results become visible to readers of committed records this often
 * @param transactionTimeout far above a checkpoint plus a restart, at most the broker's {@code
 *     transaction.max.timeout.ms}; when it passes, results of the time are lost to readers until they are revised
 * @param stateBackend {@code hashmap} (on the heap) or {@code rocksdb} (on disk, incremental checkpoints)
 */
public record JobSettings(
        Properties kafka,
        String checkpointDirectory,
        Duration checkpointInterval,
        Duration transactionTimeout,
        int parallelism,
        String stateBackend,
        WindowSettings windows) {

    /** Setting → Kafka's name for it. */
    private static final Map<String, String> KAFKA_SETTINGS = Map.of(
            "KAFKA_SECURITY_PROTOCOL", "security.protocol",
            "KAFKA_SASL_MECHANISM", "sasl.mechanism",
            "KAFKA_SASL_JAAS_CONFIG", "sasl.jaas.config");

    /**
     * Reads the settings.
     *
     * @throws SettingException if one is missing or malformed
     */
    public static JobSettings from(Map<String, String> environment) {
        Properties kafka = new Properties();
        kafka.setProperty(
                "bootstrap.servers",
                required(environment, "KAFKA_BOOTSTRAP_SERVERS", environment.get("KAFKA_BROKER"), "127.0.0.1:9092"));
        KAFKA_SETTINGS.forEach((setting, name) -> {
            String value = environment.get(setting);
            if (value != null && !value.isBlank()) {
                kafka.setProperty(name, value);
            }
        });
        String bucket = environment.get("GCS_BUCKET");
        WindowSettings windows = WindowSettings.DEFAULTS
                .withDedupHorizon(duration(environment, "DEDUP_HORIZON", WindowSettings.DEFAULTS.dedupHorizon(), "24h"))
                .withLiveInterval(
                        duration(environment, "LIVE_INTERVAL", WindowSettings.DEFAULTS.liveInterval(), "250ms"));
        return new JobSettings(
                kafka,
                required(
                        environment,
                        "CHECKPOINT_DIR",
                        bucket == null ? null : "gs://" + bucket + "/checkpoints",
                        "file:///var/lib/turnstile/checkpoints"),
                duration(environment, "CHECKPOINT_INTERVAL", Duration.ofSeconds(10), "10s"),
                duration(environment, "TRANSACTION_TIMEOUT", Duration.ofMinutes(15), "15min"),
                parsed(environment, "PARALLELISM", 2, "2", JobSettings::positive),
                parsed(environment, "STATE_BACKEND", "hashmap", "rocksdb", JobSettings::backend),
                windows);
    }

    private static String required(
            Map<String, String> environment, String setting, @Nullable String otherwise, String example) {
        String value = environment.getOrDefault(setting, otherwise == null ? "" : otherwise);
        if (value.isBlank()) {
            throw new SettingException(setting, "is missing", example);
        }
        return value;
    }

    private static Duration duration(
            Map<String, String> environment, String setting, Duration otherwise, String example) {
        return parsed(environment, setting, otherwise, example, text -> {
            Duration duration = TimeUtils.parseDuration(text);
            if (duration.isZero() || duration.isNegative()) {
                throw new IllegalArgumentException("not positive");
            }
            return duration;
        });
    }

    private static <T> T parsed(
            Map<String, String> environment, String setting, T otherwise, String example, Function<String, T> parser) {
        String text = environment.get(setting);
        if (text == null || text.isBlank()) {
            return otherwise;
        }
        try {
            return parser.apply(text.trim());
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new SettingException(setting, "is '" + text + "', which it cannot be", example);
        }
    }

    private static int positive(String text) {
        int number = Integer.parseInt(text);
        if (number < 1 || number > FlinkDefaults.MAX_PARALLELISM) {
            throw new IllegalArgumentException("out of range");
        }
        return number;
    }

    private static String backend(String text) {
        if (!text.equals("hashmap") && !text.equals("rocksdb")) {
            throw new IllegalArgumentException("unknown");
        }
        return text;
    }
}
