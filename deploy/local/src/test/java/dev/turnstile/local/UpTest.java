package dev.turnstile.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnstile.events.TopicDefinition;
import dev.turnstile.local.process.CannotGoOn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.ParameterException;

class UpTest {

    private static final Path PROJECT = Path.of("/project");
    private static final List<Pipeline> ORDERS = List.of(new Pipeline("orders", SampleSource.TRAFFIC));

    @Test
    void without_options_everything_runs_with_a_little_traffic() {
        assertThat(options())
                .isEqualTo(new UpOptions(0, 20, Pipelines.all(), PROJECT.resolve(".turnstile"), false, false));
    }

    @Test
    void every_option_is_heard() {
        var heard = options(
                "--port-offset=200",
                "--traffic",
                "0",
                "--pipelines",
                "orders",
                "--data-dir",
                "/elsewhere",
                "--fresh",
                "--with-prometheus");

        assertThat(heard).isEqualTo(new UpOptions(200, 0, ORDERS, Path.of("/elsewhere"), true, true));
    }

    @Test
    void a_pipeline_named_twice_runs_once() {
        assertThat(Pipeline.names(
                        options("--pipelines", "orders,bookings,orders").pipelines()))
                .containsExactly("orders", "bookings");
    }

    private static final String OWN = """
            pipeline: visits
            source: {topics: [visits]}
            fields: {at: {type: time}, page: {type: string}}
            time: at
            by: [page]
            measures: {visits: {count: all}}
            """;

    @Test
    void a_file_is_a_pipeline_beside_those_that_have_a_name(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("visits.yaml"), OWN);
        List<Pipeline> pipelines = options("--pipelines", "orders," + file).pipelines();
        assertThat(Pipeline.names(pipelines)).containsExactly("orders", "visits");
        assertThat(pipelines.get(0).topicsOfItsOwn()).isEmpty();
        assertThat(pipelines.get(1).topicsOfItsOwn())
                .extracting(TopicDefinition::name)
                .containsExactly("visits");
    }

    @Test
    void a_files_mistakes_are_told_by_line_and_column_before_anything_starts(@TempDir Path directory)
            throws IOException {
        Path file = Files.writeString(directory.resolve("visits.yaml"), OWN.replace("by: [page]", "by: [pag]"));
        assertThatThrownBy(() -> options("--pipelines", file.toString()))
                .isInstanceOf(CannotGoOn.class)
                .hasMessageContaining("visits.yaml:5:6: there is no field pag; did you mean page?");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--port-offset=-1",
                "--port-offset=56001",
                "--port-offset=none",
                "--traffic=-5",
                "--pipelines=orders,tickets",
                "--pipelines=",
                "--speed=9"
            })
    void a_wrong_option_is_named(String wrong) {
        assertThatThrownBy(() -> options(wrong))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining(wrong.substring(0, wrong.indexOf('=')));
    }

    private static UpOptions options(String... arguments) {
        var up = new Up();
        Up.commandLine(up).parseArgs(arguments);
        return up.options(PROJECT);
    }
}
