package dev.turnstile.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnstile.local.process.CannotGoOn;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {

    private static final Ports PORTS = new Ports(10_000);
    private static final Path LAKE = Path.of("/data/lake");

    @Test
    void a_setting_of_the_shell_goes_through() {
        var settings = new Settings(Map.of("PARALLELISM", "3", "STATE_BACKEND", "rocksdb"), PORTS, LAKE);

        assertThat(settings.parallelism()).isEqualTo(3);
        assertThat(settings.shared()).containsEntry("STATE_BACKEND", "rocksdb").containsEntry("PARALLELISM", "3");
    }

    @Test
    void the_kafka_of_another_place_does_not() {
        var cloud = Map.of("KAFKA_BOOTSTRAP_SERVERS", "cloud:9196", "KAFKA_SECURITY_PROTOCOL", "SASL_SSL");

        assertThat(new Settings(cloud, PORTS, LAKE).shared())
                .containsEntry("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:19092")
                .doesNotContainKey("KAFKA_SECURITY_PROTOCOL");
    }

    @Test
    void nor_do_its_databases_with_their_passwords() {
        var cloud = Map.of("POSTGRES_URL", "jdbc:postgresql://cloud/prices", "REDIS_URL", "redis://cloud");

        assertThat(new Settings(cloud, PORTS, LAKE).shared()).doesNotContainKeys("POSTGRES_URL", "REDIS_URL");
    }

    @Test
    void the_lake_is_in_the_data_directory_unless_the_shell_says_otherwise() {
        var elsewhere = Map.of("LAKE_URI", "s3://lake/", "AWS_REGION", "eu-central-1");

        assertThat(new Settings(Map.of(), PORTS, LAKE).shared()).containsEntry("LAKE_URI", "file:///data/lake");
        assertThat(new Settings(elsewhere, PORTS, LAKE).shared()).containsAllEntriesOf(elsewhere);
    }

    @Test
    void what_one_process_needs_is_not_told_to_the_others() {
        var settings = new Settings(Map.of(), PORTS, LAKE);

        assertThat(settings.with(Map.of("SERVER_PORT", "18080"))).containsEntry("SERVER_PORT", "18080");
        assertThat(settings.shared()).doesNotContainKey("SERVER_PORT");
    }

    @Test
    void a_parallelism_that_is_none_is_refused_by_name() {
        assertThatThrownBy(() -> new Settings(Map.of("PARALLELISM", "many"), PORTS, LAKE).parallelism())
                .isInstanceOf(CannotGoOn.class)
                .hasMessageContaining("PARALLELISM")
                .hasMessageContaining("\"many\"");
    }
}
