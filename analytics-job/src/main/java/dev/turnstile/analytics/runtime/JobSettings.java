package dev.turnstile.analytics.runtime;

import dev.turnstile.analytics.settings.Environment;
import dev.turnstile.analytics.windows.WindowSettings;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;

/**
 * What the job is told by its environment, by the same names everywhere.
 *
 * @param kafka how to reach Kafka, by Kafka's own names
 * @param checkpointDirectory a URI; each job has a folder of its own in it
 * @param checkpointInterval results become visible to readers of committed records this often
 * @param transactionTimeout far above a checkpoint plus a restart, at most the broker's {@code
 *     transaction.max.timeout.ms}; when it passes, results of the time are lost to readers until they are revised
 * @param stateBackend {@code hashmap} (on the heap) or {@code rocksdb} (on disk, incremental checkpoints)
 * @param environment everything else that a pipeline may ask for by name
 */
public record JobSettings(
        Properties kafka,
        String checkpointDirectory,
        Duration checkpointInterval,
        Duration transactionTimeout,
        int parallelism,
        String stateBackend,
        WindowSettings windows,
        Environment environment) {

    /** Setting → Kafka's name for it. */
    private static final Map<String, String> KAFKA_SETTINGS = Map.of(
            "KAFKA_SECURITY_PROTOCOL", "security.protocol",
            "KAFKA_SASL_MECHANISM", "sasl.mechanism",
            "KAFKA_SASL_JAAS_CONFIG", "sasl.jaas.config",
            "KAFKA_SSL_TRUSTSTORE_LOCATION", "ssl.truststore.location",
            "KAFKA_SSL_TRUSTSTORE_TYPE", "ssl.truststore.type");

    /**
     * Reads the settings.
     *
     * @throws dev.turnstile.analytics.settings.SettingException if one is missing or malformed
     */
    public static JobSettings from(Environment environment) {
        Properties kafka = new Properties();
        kafka.setProperty("bootstrap.servers", bootstrapServers(environment));
        KAFKA_SETTINGS.forEach(
                (setting, name) -> environment.text(setting).ifPresent(value -> kafka.setProperty(name, value)));
        WindowSettings windows = WindowSettings.DEFAULTS
                .withDedupHorizon(environment.duration("DEDUP_HORIZON", WindowSettings.DEFAULTS.dedupHorizon(), "24h"))
                .withLiveInterval(
                        environment.duration("LIVE_INTERVAL", WindowSettings.DEFAULTS.liveInterval(), "250ms"));
        return new JobSettings(
                kafka,
                checkpointDirectory(environment),
                environment.duration("CHECKPOINT_INTERVAL", Duration.ofSeconds(10), "10s"),
                environment.duration("TRANSACTION_TIMEOUT", Duration.ofMinutes(15), "15min"),
                environment.parsed("PARALLELISM", 2, "2", JobSettings::positive),
                environment.parsed("STATE_BACKEND", "hashmap", "rocksdb", JobSettings::backend),
                windows,
                environment);
    }

    /**
     * What the names of all that the job writes end with, so that it runs beside the one whose numbers count: topics, group,
     * transactions, checkpoints. Empty for the one that counts.
     */
    public String outputSuffix() {
        return environment.parsed("OUTPUT_SUFFIX", "", "-shadow", JobSettings::suffix);
    }

    private static String suffix(String text) {
        if (!text.matches("(-[a-z0-9-]{1,32})?")) {
            throw new IllegalArgumentException("no suffix");
        }
        return text;
    }

    private static String bootstrapServers(Environment environment) {
        return environment
                .text("KAFKA_BOOTSTRAP_SERVERS")
                .or(() -> environment.text("KAFKA_BROKER"))
                .orElseGet(() -> environment.required("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:9092"));
    }

    private static String checkpointDirectory(Environment environment) {
        return environment
                .text("CHECKPOINT_DIR")
                .or(() -> environment.text("GCS_BUCKET").map(bucket -> "gs://" + bucket + "/checkpoints"))
                .orElseGet(() -> environment.required("CHECKPOINT_DIR", "file:///var/lib/turnstile/checkpoints"));
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
