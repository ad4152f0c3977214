package dev.turnstile.publishing.kafka;

import dev.turnstile.publishing.settings.InvalidSetting;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.SslConfigs;
import org.springframework.core.env.Environment;

/**
 * How to reach Kafka.
 *
 * @param bootstrapServers host:port, several with commas between
 * @param security the security settings by Kafka's names; none for plain text
 */
public record KafkaSettings(String bootstrapServers, Map<String, String> security) {

    private static final String SERVERS = "KAFKA_BOOTSTRAP_SERVERS";
    private static final String OLDER_SERVERS = "KAFKA_BROKER";
    private static final String PROTOCOL = "KAFKA_SECURITY_PROTOCOL";
    private static final String MECHANISM = "KAFKA_SASL_MECHANISM";
    private static final String JAAS = "KAFKA_SASL_JAAS_CONFIG";

    /** Setting → Kafka's name for it: whom the client trusts. Without them, whom the JVM does. */
    private static final Map<String, String> TRUST = Map.of(
            "KAFKA_SSL_TRUSTSTORE_LOCATION", SslConfigs.SSL_TRUSTSTORE_LOCATION_CONFIG,
            "KAFKA_SSL_TRUSTSTORE_TYPE", SslConfigs.SSL_TRUSTSTORE_TYPE_CONFIG);

    private static final String LOCAL = "127.0.0.1:9092";
    private static final Set<String> PROTOCOLS = Set.of("PLAINTEXT", "SSL", "SASL_PLAINTEXT", "SASL_SSL");
    private static final Pattern SERVER = Pattern.compile("(\\[[0-9a-fA-F:.]+]|[A-Za-z0-9._-]+):(\\d{1,5})");

    public KafkaSettings {
        security = Map.copyOf(security);
    }

    static KafkaSettings from(Environment environment) {
        boolean isOlderName = !environment.containsProperty(SERVERS) && environment.containsProperty(OLDER_SERVERS);
        String name = isOlderName ? OLDER_SERVERS : SERVERS;
        String servers = environment.getProperty(name, LOCAL).strip();
        for (String server : servers.split(",", -1)) {
            if (!isServer(server.strip())) {
                throw new InvalidSetting(
                        name, "must be host:port, several with commas between, but is '" + servers + "'", LOCAL);
            }
        }
        return new KafkaSettings(servers, security(environment));
    }

    /** These settings and others, as a client takes them. */
    public Map<String, Object> with(Map<String, Object> others) {
        Map<String, Object> all = new HashMap<>(others);
        all.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        all.putAll(security);
        return all;
    }

    /** Without the security settings: there are passwords in them. */
    @Override
    public String toString() {
        return bootstrapServers;
    }

    private static Map<String, String> security(Environment environment) {
        String protocol = environment.getProperty(PROTOCOL, "PLAINTEXT");
        if (!PROTOCOLS.contains(protocol)) {
            throw new InvalidSetting(
                    PROTOCOL,
                    "must be PLAINTEXT, SSL, SASL_PLAINTEXT or SASL_SSL, but is '" + protocol + "'",
                    "SASL_SSL");
        }
        Map<String, String> security = new HashMap<>();
        security.put(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, protocol);
        if (protocol.startsWith("SASL")) {
            security.put(SaslConfigs.SASL_MECHANISM, required(environment, MECHANISM, protocol, "SCRAM-SHA-512"));
            security.put(
                    SaslConfigs.SASL_JAAS_CONFIG,
                    required(
                            environment,
                            JAAS,
                            protocol,
                            "'org.apache.kafka.common.security.scram.ScramLoginModule required"
                                    + " username=\"...\" password=\"...\";'"));
        }
        TRUST.forEach((setting, name) -> {
            String value = environment.getProperty(setting, "").strip();
            if (!value.isEmpty()) {
                security.put(name, value);
            }
        });
        return security;
    }

    private static String required(Environment environment, String name, String protocol, String example) {
        String value = environment.getProperty(name, "").strip();
        if (value.isEmpty()) {
            throw new InvalidSetting(name, "is required when " + PROTOCOL + " is " + protocol, example);
        }
        return value;
    }

    private static boolean isServer(String text) {
        var matcher = SERVER.matcher(text);
        if (!matcher.matches()) {
            return false;
        }
        int port = Integer.parseInt(Objects.requireNonNull(matcher.group(2)));
        return port > 0 && port <= 65_535;
    }
}
