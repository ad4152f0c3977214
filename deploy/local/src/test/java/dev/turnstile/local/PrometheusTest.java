package dev.turnstile.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrometheusTest {

    private static final Path MONITORING = Path.of("../monitoring/prometheus");

    @TempDir
    private Path directory;

    private Prometheus prometheus;

    @BeforeEach
    void prepare() {
        prometheus = new Prometheus(MONITORING, directory, new Ports(10_000));
    }

    @Test
    void every_target_has_its_address_on_this_machine() throws IOException {
        prometheus.prepare();

        assertThat(Files.readString(directory.resolve("prometheus.yml")).lines())
                .filteredOn(line -> line.contains("targets:"))
                .extracting(line -> line.replaceAll(".*\\[\"|\"].*", ""))
                .containsExactly(
                        "127.0.0.1:19191",
                        "127.0.0.1:19192",
                        "127.0.0.1:19193",
                        "127.0.0.1:19180",
                        "127.0.0.1:19249",
                        "127.0.0.1:19250");
    }

    @Test
    void it_has_the_rules_of_this_run_and_none_of_an_earlier_one() throws IOException {
        Path earlier = Files.createDirectories(directory.resolve("rules")).resolve("earlier.yml");
        Files.writeString(earlier, "groups: []");

        prometheus.prepare();

        assertThat(earlier).doesNotExist();
        assertThat(directory.resolve("rules")).isDirectoryContaining("glob:**/pipelines.yml");
    }

    @Test
    void a_target_that_is_not_in_the_configuration_any_more_is_missed() {
        assertThatThrownBy(() -> prometheus.here("scrape_configs: []")).hasMessageContaining("has no target");
    }
}
