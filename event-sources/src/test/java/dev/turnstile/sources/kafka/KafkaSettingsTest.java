package dev.turnstile.sources.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KafkaSettingsTest {

    @Test
    void the_option_wins_over_the_environment_and_its_older_name() {
        var both = Map.of("KAFKA_BOOTSTRAP_SERVERS", "b:1", "KAFKA_BROKER", "c:2");

        assertThat(KafkaSettings.from("a:3,b:4", both)).containsEntry("bootstrap.servers", "a:3,b:4");
        assertThat(KafkaSettings.from(null, both)).containsEntry("bootstrap.servers", "b:1");
        assertThat(KafkaSettings.from(null, Map.of("KAFKA_BROKER", "c:2"))).containsEntry("bootstrap.servers", "c:2");
        assertThat(KafkaSettings.from(null, Map.of()))
                .containsExactly(Map.entry("bootstrap.servers", "127.0.0.1:9092"));
    }

    @Test
    void security_is_by_the_names_that_are_the_same_everywhere() {
        var settings = KafkaSettings.from(
                null,
                Map.of(
                        "KAFKA_SECURITY_PROTOCOL", "SASL_SSL",
                        "KAFKA_SASL_MECHANISM", "SCRAM-SHA-512",
                        "KAFKA_SASL_JAAS_CONFIG", "a.Module required;",
                        "KAFKA_SSL_TRUSTSTORE_LOCATION", "/etc/kafka-ca/ca.crt",
                        "KAFKA_SSL_TRUSTSTORE_TYPE", "PEM"));

        assertThat(settings)
                .containsEntry("security.protocol", "SASL_SSL")
                .containsEntry("sasl.mechanism", "SCRAM-SHA-512")
                .containsEntry("sasl.jaas.config", "a.Module required;")
                .containsEntry("ssl.truststore.location", "/etc/kafka-ca/ca.crt")
                .containsEntry("ssl.truststore.type", "PEM");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "localhost", "localhost:", "a:1,", "a:x", "http://a:1", "a:1 b:2"})
    void a_bad_address_is_told_by_the_settings_name(String servers) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KafkaSettings.from(null, Map.of("KAFKA_BOOTSTRAP_SERVERS", servers)))
                .withMessageContaining("KAFKA_BOOTSTRAP_SERVERS")
                .withMessageContaining("127.0.0.1:9092");
    }
}
