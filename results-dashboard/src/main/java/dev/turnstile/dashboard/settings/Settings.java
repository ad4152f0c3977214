package dev.turnstile.dashboard.settings;

import dev.turnstile.dashboard.store.Limits;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * All that can be set, checked.
 *
 * @param kafka settings of a Kafka client that say where the brokers are and how to talk to them
 * @param flink where Flink's REST API is; more than one when each pipeline is an application of its own
 * @param pipelines those that are meant to run here, so that one which does not is missed
 * @param bookingService base URL, as a browser reaches it
 * @param orderService base URL, as a browser reaches it
 * @param postgresUrl the market's database, for candles of long ago; without it there are none
 * @param mostClients how many may follow the stream at a time
 * @param webhook who is told of alerts, null for nobody
 * @param traceCollector where the spans of sampled requests are sent, by OTLP over HTTP
 */
public record Settings(
        String address,
        int port,
        int managementPort,
        Map<String, String> kafka,
        List<URI> flink,
        List<String> pipelines,
        URI bookingService,
        URI orderService,
        Optional<String> postgresUrl,
        Limits limits,
        int mostClients,
        @Nullable Webhook webhook,
        Optional<URI> traceCollector) {

    private static final long MEBIBYTE = 1024 * 1024;
    private static final long MOST_CHANGE_BYTES = 16 * MEBIBYTE;

    /**
     * Reads and checks all settings.
     *
     * @param variables gives an environment variable's value by its name, or null
     * @throws InvalidSettingException for the first one that is not as it should be
     */
    public static Settings read(UnaryOperator<@Nullable String> variables) {
        SettingReader reader = new SettingReader(variables);
        return new Settings(
                reader.text("SERVER_ADDRESS", "127.0.0.1"),
                reader.number("SERVER_PORT", 8080, 0, 65_535),
                reader.number("MANAGEMENT_SERVER_PORT", 9180, 0, 65_535),
                kafka(reader),
                reader.urls("FLINK_REST_URL", "http://127.0.0.1:8081"),
                reader.names("PIPELINES", "bookings,orders"),
                reader.url("BOOKING_SERVICE_URL", "http://127.0.0.1:8091"),
                reader.url("ORDER_SERVICE_URL", "http://127.0.0.1:8092"),
                reader.jdbcUrl("POSTGRES_URL"),
                new Limits(
                        reader.duration(
                                "RESULTS_KEPT_FOR", Duration.ofHours(24), Duration.ofMinutes(1), Duration.ofDays(366)),
                        reader.number("RESULTS_KEPT_MOST", 200_000, 1, 10_000_000),
                        reader.number("RESULTS_KEPT_MEBIBYTES", 64, 1, 65_536) * MEBIBYTE,
                        reader.number("STREAM_REPLAY_EVENTS", 50_000, 1, 10_000_000),
                        MOST_CHANGE_BYTES),
                reader.number("STREAM_MOST_CLIENTS", 200, 1, 100_000),
                Webhook.read(reader),
                reader.url("OTEL_EXPORTER_OTLP_ENDPOINT"));
    }

    private static Map<String, String> kafka(SettingReader reader) {
        Map<String, String> kafka = new LinkedHashMap<>();
        String olderName = reader.hostsAndPorts("KAFKA_BROKER", "127.0.0.1:9092");
        kafka.put("bootstrap.servers", reader.hostsAndPorts("KAFKA_BOOTSTRAP_SERVERS", olderName));
        reader.optional("KAFKA_SECURITY_PROTOCOL").ifPresent(value -> kafka.put("security.protocol", value));
        reader.optional("KAFKA_SASL_MECHANISM").ifPresent(value -> kafka.put("sasl.mechanism", value));
        reader.optional("KAFKA_SASL_JAAS_CONFIG").ifPresent(value -> kafka.put("sasl.jaas.config", value));
        reader.optional("KAFKA_SSL_TRUSTSTORE_LOCATION")
                .ifPresent(value -> kafka.put("ssl.truststore.location", value));
        reader.optional("KAFKA_SSL_TRUSTSTORE_TYPE").ifPresent(value -> kafka.put("ssl.truststore.type", value));
        return Map.copyOf(kafka);
    }

    /** Does not tell what logs the client in. */
    @Override
    public String toString() {
        return "Settings[port=" + port + ", kafka=" + kafka.get("bootstrap.servers") + ", flink=" + flink + "]";
    }
}
