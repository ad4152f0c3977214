package dev.turnstile.dashboard.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

    @Test
    void with_nothing_set_it_finds_the_platform_on_this_machine() {
        Settings settings = read(Map.of());

        assertThat(settings.address()).isEqualTo("127.0.0.1");
        assertThat(settings.port()).isEqualTo(8080);
        assertThat(settings.managementPort()).isEqualTo(9180);
        assertThat(settings.kafka()).isEqualTo(Map.of("bootstrap.servers", "127.0.0.1:9092"));
        assertThat(settings.flink()).containsExactly(URI.create("http://127.0.0.1:8081"));
        assertThat(settings.limits().kept()).isEqualTo(Duration.ofHours(24));
    }

    @Test
    void the_older_name_of_the_brokers_is_known_and_the_newer_one_stronger() {
        assertThat(read(Map.of("KAFKA_BROKER", "old:9092")).kafka()).containsEntry("bootstrap.servers", "old:9092");
        assertThat(read(Map.of("KAFKA_BROKER", "old:9092", "KAFKA_BOOTSTRAP_SERVERS", "a:1,b:2"))
                        .kafka())
                .containsEntry("bootstrap.servers", "a:1,b:2");
    }

    @Test
    void what_logs_in_to_kafka_is_passed_on_and_not_told() {
        Settings settings = read(Map.of(
                "KAFKA_SECURITY_PROTOCOL", "SASL_SSL",
                "KAFKA_SASL_MECHANISM", "SCRAM-SHA-512",
                "KAFKA_SSL_TRUSTSTORE_LOCATION", "/etc/kafka-ca/ca.crt",
                "KAFKA_SSL_TRUSTSTORE_TYPE", "PEM",
                "KAFKA_SASL_JAAS_CONFIG", "user=a password=secret"));

        assertThat(settings.kafka())
                .containsEntry("security.protocol", "SASL_SSL")
                .containsEntry("sasl.mechanism", "SCRAM-SHA-512")
                .containsEntry("ssl.truststore.location", "/etc/kafka-ca/ca.crt")
                .containsEntry("ssl.truststore.type", "PEM")
                .containsEntry("sasl.jaas.config", "user=a password=secret");
        assertThat(settings.toString()).doesNotContain("secret");
    }

    @Test
    void each_pipeline_may_have_a_flink_of_its_own() {
        assertThat(read(Map.of("FLINK_REST_URL", "http://orders:8081/, http://bookings:8081"))
                        .flink())
                .containsExactly(URI.create("http://orders:8081"), URI.create("http://bookings:8081"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "SERVER_PORT; eighty; SERVER_PORT=8080",
                "SERVER_PORT; 70000; SERVER_PORT=8080",
                "STREAM_MOST_CLIENTS; 0; STREAM_MOST_CLIENTS=200",
                "KAFKA_BOOTSTRAP_SERVERS; broker; KAFKA_BOOTSTRAP_SERVERS=127.0.0.1:9092",
                "KAFKA_BOOTSTRAP_SERVERS; http://broker:9092; KAFKA_BOOTSTRAP_SERVERS=127.0.0.1:9092",
                "KAFKA_BROKER; broker; KAFKA_BROKER=127.0.0.1:9092",
                "FLINK_REST_URL; 127.0.0.1:8081; FLINK_REST_URL=http://127.0.0.1:8081",
                "BOOKING_SERVICE_URL; ftp://x; BOOKING_SERVICE_URL=http://127.0.0.1:8091",
                "ORDER_SERVICE_URL; http://x/?a=b; ORDER_SERVICE_URL=http://127.0.0.1:8092",
                "RESULTS_KEPT_FOR; 24h; RESULTS_KEPT_FOR=PT24H",
                "RESULTS_KEPT_FOR; PT1S; RESULTS_KEPT_FOR=PT24H",
                "PIPELINES; orders,Order Items; PIPELINES=bookings,orders",
                "ALERT_WEBHOOK_TIMEOUT; PT2M; ALERT_WEBHOOK_TIMEOUT=PT10S"
            })
    void a_malformed_setting_is_told_by_its_name_with_what_came_and_an_example(
            String name, String value, String example) {
        assertThatThrownBy(() -> read(Map.of(name, value)))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageStartingWith("The setting " + name + " must be ")
                .hasMessageContaining("\"" + value + "\"")
                .hasMessageEndingWith("for example " + example)
                .message()
                .hasLineCount(1);
    }

    @Test
    void a_webhook_needs_both_an_address_and_a_secret_and_tells_neither() {
        Webhook webhook =
                Objects.requireNonNull(webhook("https://hooks.example.org/T0/secret-path?k=v", "0123456789abcdef"));

        assertThat(webhook.url()).hasPath("/T0/secret-path").hasQuery("k=v");
        assertThat(webhook.toString()).isEqualTo("Webhook[https://hooks.example.org]");
        assertThat(read(Map.of()).webhook()).isNull();
        assertThatThrownBy(() -> webhook("https://hooks.example.org", ""))
                .hasMessageStartingWith("The setting ALERT_WEBHOOK_SECRET must be set")
                .message()
                .hasLineCount(1);
        assertThatThrownBy(() -> webhook("https://hooks.example.org", "too short"))
                .hasMessageContaining("16 characters or more")
                .hasMessageNotContaining("too short");
        assertThatThrownBy(() -> webhook("", "0123456789abcdef"))
                .hasMessageStartingWith("The setting ALERT_WEBHOOK_URL must be set")
                .hasMessageNotContaining("0123456789abcdef");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"hooks.example.org", "file:///etc/passwd", "https://user:word@example.org", "http://a/#b", "a b"
            })
    void a_webhook_that_is_no_address_is_told(String url) {
        assertThatThrownBy(() -> webhook(url, "0123456789abcdef"))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageStartingWith("The setting ALERT_WEBHOOK_URL must be ")
                .hasMessageContaining("\"" + url + "\"");
    }

    @Test
    void a_blank_setting_counts_as_not_set() {
        assertThat(read(Map.of("SERVER_PORT", " ")).port()).isEqualTo(8080);
    }

    private static @Nullable Webhook webhook(String url, String secret) {
        return read(Map.of("ALERT_WEBHOOK_URL", url, "ALERT_WEBHOOK_SECRET", secret))
                .webhook();
    }

    private static Settings read(Map<String, String> variables) {
        return Settings.read(variables::get);
    }
}
