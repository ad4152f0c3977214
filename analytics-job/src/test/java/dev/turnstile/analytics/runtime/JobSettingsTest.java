package dev.turnstile.analytics.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnstile.analytics.settings.Environment;
import dev.turnstile.analytics.settings.SettingException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JobSettingsTest {

    private static Environment environment(String... others) {
        Map<String, String> environment = new HashMap<>(
                Map.of("KAFKA_BOOTSTRAP_SERVERS", "broker:9092", "CHECKPOINT_DIR", "file:///tmp/checkpoints"));
        for (int i = 0; i < others.length; i += 2) {
            environment.put(others[i], others[i + 1]);
        }
        return new Environment(environment);
    }

    @Test
    void settings_have_sane_defaults() {
        JobSettings settings = JobSettings.from(environment());
        assertThat(settings.kafka()).containsOnly(Map.entry("bootstrap.servers", "broker:9092"));
        assertThat(settings.checkpointInterval()).isEqualTo(Duration.ofSeconds(10));
        assertThat(settings.parallelism()).isEqualTo(2);
        assertThat(settings.windows().dedupHorizon()).isEqualTo(Duration.ofHours(24));
    }

    @Test
    void security_settings_reach_kafka() {
        JobSettings settings = JobSettings.from(environment(
                "KAFKA_SECURITY_PROTOCOL", "SASL_SSL",
                "KAFKA_SASL_MECHANISM", "SCRAM-SHA-512",
                "KAFKA_SSL_TRUSTSTORE_LOCATION", "/etc/kafka-ca/ca.crt",
                "KAFKA_SSL_TRUSTSTORE_TYPE", "PEM"));
        assertThat(settings.kafka())
                .containsEntry("security.protocol", "SASL_SSL")
                .containsEntry("sasl.mechanism", "SCRAM-SHA-512")
                .containsEntry("ssl.truststore.location", "/etc/kafka-ca/ca.crt")
                .containsEntry("ssl.truststore.type", "PEM");
    }

    @Test
    void older_names_are_understood() {
        JobSettings settings =
                JobSettings.from(new Environment(Map.of("KAFKA_BROKER", "old:9092", "GCS_BUCKET", "numbers")));
        assertThat(settings.kafka()).containsEntry("bootstrap.servers", "old:9092");
        assertThat(settings.checkpointDirectory()).isEqualTo("gs://numbers/checkpoints");
    }

    @Test
    void a_job_beside_another_has_a_suffix_that_topics_can_have() {
        assertThat(JobSettings.from(environment()).outputSuffix()).isEmpty();
        assertThat(JobSettings.from(environment("OUTPUT_SUFFIX", "-shadow")).outputSuffix())
                .isEqualTo("-shadow");
        assertThatThrownBy(() ->
                        JobSettings.from(environment("OUTPUT_SUFFIX", "Shadow")).outputSuffix())
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("OUTPUT_SUFFIX");
    }

    @Test
    void a_missing_setting_is_named_with_an_example() {
        assertThatThrownBy(() -> JobSettings.from(new Environment(Map.of("KAFKA_BOOTSTRAP_SERVERS", "b:9092"))))
                .isInstanceOf(SettingException.class)
                .hasMessage("setting CHECKPOINT_DIR is missing, for example"
                        + " CHECKPOINT_DIR=file:///var/lib/turnstile/checkpoints");
    }

    @Test
    void a_malformed_setting_is_named_with_what_it_was() {
        assertThatThrownBy(() -> JobSettings.from(environment("PARALLELISM", "many")))
                .hasMessage("setting PARALLELISM is 'many', which it cannot be, for example PARALLELISM=2");
        assertThatThrownBy(() -> JobSettings.from(environment("PARALLELISM", "0")))
                .hasMessageContaining("PARALLELISM");
        assertThatThrownBy(() -> JobSettings.from(environment("CHECKPOINT_INTERVAL", "0s")))
                .hasMessageContaining("CHECKPOINT_INTERVAL");
        assertThatThrownBy(() -> JobSettings.from(environment("STATE_BACKEND", "floppy")))
                .hasMessageContaining("STATE_BACKEND=rocksdb");
    }
}
