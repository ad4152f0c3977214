package dev.turnstile.publishing.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnstile.publishing.settings.InvalidSetting;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

class KafkaSettingsTest {

    @Test
    void nothing_set_means_the_broker_of_this_machine() {
        assertThat(KafkaSettings.from(environment(Map.of())))
                .isEqualTo(new KafkaSettings("127.0.0.1:9092", Map.of("security.protocol", "PLAINTEXT")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"kafka:9092", "a.example.com:9092,b-1.example.com:9093", "[::1]:9092", " kafka:9092 "})
    void servers_are_host_and_port(String servers) {
        assertThat(KafkaSettings.from(environment(Map.of("KAFKA_BOOTSTRAP_SERVERS", servers)))
                        .bootstrapServers())
                .isEqualTo(servers.strip());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "kafka", ":9092", "kafka:", "kafka:0", "kafka:65536", "kafka:9092,", "http://kafka:9092"})
    void other_servers_are_refused_with_an_example(String servers) {
        assertThatThrownBy(() -> KafkaSettings.from(environment(Map.of("KAFKA_BOOTSTRAP_SERVERS", servers))))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageContaining("KAFKA_BOOTSTRAP_SERVERS must be host:port")
                .hasMessageEndingWith("Example: KAFKA_BOOTSTRAP_SERVERS=127.0.0.1:9092");
    }

    @Test
    void the_older_name_counts_when_the_newer_is_not_set() {
        assertThat(KafkaSettings.from(environment(Map.of("KAFKA_BROKER", "old:9092")))
                        .bootstrapServers())
                .isEqualTo("old:9092");
        assertThat(KafkaSettings.from(
                                environment(Map.of("KAFKA_BROKER", "old:9092", "KAFKA_BOOTSTRAP_SERVERS", "new:9092")))
                        .bootstrapServers())
                .isEqualTo("new:9092");
        assertThatThrownBy(() -> KafkaSettings.from(environment(Map.of("KAFKA_BROKER", "old"))))
                .hasMessageStartingWith("KAFKA_BROKER must be");
    }

    @Test
    void security_is_passed_on_and_never_shown() {
        KafkaSettings settings = KafkaSettings.from(environment(Map.of(
                "KAFKA_SECURITY_PROTOCOL", "SASL_SSL",
                "KAFKA_SASL_MECHANISM", "SCRAM-SHA-512",
                "KAFKA_SSL_TRUSTSTORE_LOCATION", "/etc/kafka-ca/ca.crt",
                "KAFKA_SSL_TRUSTSTORE_TYPE", "PEM",
                "KAFKA_SASL_JAAS_CONFIG", "… password=\"secret\";")));

        assertThat(settings.with(Map.of("acks", "all")))
                .containsEntry("acks", "all")
                .containsEntry("security.protocol", "SASL_SSL")
                .containsEntry("sasl.mechanism", "SCRAM-SHA-512")
                .containsEntry("ssl.truststore.location", "/etc/kafka-ca/ca.crt")
                .containsEntry("ssl.truststore.type", "PEM")
                .containsEntry("sasl.jaas.config", "… password=\"secret\";");
        assertThat(settings).asString().doesNotContain("secret");
    }

    @Test
    void half_a_security_is_refused() {
        assertThatThrownBy(() -> KafkaSettings.from(environment(Map.of("KAFKA_SECURITY_PROTOCOL", "TLS"))))
                .hasMessageStartingWith("KAFKA_SECURITY_PROTOCOL must be");
        assertThatThrownBy(() -> KafkaSettings.from(environment(Map.of("KAFKA_SECURITY_PROTOCOL", "SASL_SSL"))))
                .hasMessageStartingWith("KAFKA_SASL_MECHANISM is required when KAFKA_SECURITY_PROTOCOL is SASL_SSL");
        assertThatThrownBy(() -> KafkaSettings.from(
                        environment(Map.of("KAFKA_SECURITY_PROTOCOL", "SASL_SSL", "KAFKA_SASL_MECHANISM", "PLAIN"))))
                .hasMessageStartingWith("KAFKA_SASL_JAAS_CONFIG is required");
    }

    private static Environment environment(Map<String, Object> settings) {
        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .forEach(source -> environment.getPropertySources().remove(source.getName()));
        environment.getPropertySources().addFirst(new MapPropertySource("test", settings));
        return environment;
    }
}
