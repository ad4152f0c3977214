package dev.turnstile.sources.kafka;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How Kafka is reached: by the environment settings that are the same in every place. */
public final class KafkaSettings {

    public static final String LOCAL = "127.0.0.1:9092";

    private static final String SERVERS = "KAFKA_BOOTSTRAP_SERVERS";
    private static final String OLDER_SERVERS = "KAFKA_BROKER";
    private static final String PROTOCOL = "KAFKA_SECURITY_PROTOCOL";
    private static final Map<String, String> CLIENT_NAMES = Map.of(
            PROTOCOL,
            "security.protocol",
            "KAFKA_SASL_MECHANISM",
            "sasl.mechanism",
            "KAFKA_SASL_JAAS_CONFIG",
            "sasl.jaas.config",
            "KAFKA_SSL_TRUSTSTORE_LOCATION",
            "ssl.truststore.location",
            "KAFKA_SSL_TRUSTSTORE_TYPE",
            "ssl.truststore.type");
    private static final Pattern SERVER = Pattern.compile("(\\[[0-9a-fA-F:.]+]|[A-Za-z0-9._-]+):\\d{1,5}");

    private KafkaSettings() {}

    /**
     * A client's settings.
     *
     * @param servers from the command line; null where the environment says
     * @throws IllegalArgumentException in one line, if one of them cannot be
     */
    public static Map<String, Object> from(@Nullable String servers, Map<String, String> environment) {
        String ofEnvironment = environment.getOrDefault(SERVERS, environment.getOrDefault(OLDER_SERVERS, LOCAL));
        String chosen = (servers == null ? ofEnvironment : servers).strip();
        for (String server : chosen.split(",", -1)) {
            if (!SERVER.matcher(server.strip()).matches()) {
                throw new IllegalArgumentException((servers == null ? SERVERS : "--kafka")
                        + " must be host:port, several with commas between, such as " + LOCAL + ", but is '" + chosen
                        + "'");
            }
        }
        Map<String, Object> settings = new HashMap<>(Map.of("bootstrap.servers", chosen));
        CLIENT_NAMES.forEach((name, clientName) -> {
            String value = environment.getOrDefault(name, "").strip();
            if (!value.isEmpty()) {
                settings.put(clientName, value);
            }
        });
        return settings;
    }
}
