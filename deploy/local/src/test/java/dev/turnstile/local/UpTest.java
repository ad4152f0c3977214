package dev.turnstile.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.ParameterException;

class UpTest {

    private static final Path PROJECT = Path.of("/project");
    private static final List<Pipeline> ORDERS = List.of(new Pipeline("orders", SampleSource.TRAFFIC));

    @Test
    void without_options_everything_runs_with_a_little_traffic() {
        assertThat(options())
                .isEqualTo(new UpOptions(0, 20, Pipelines.ALL, PROJECT.resolve(".turnstile"), false, false));
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
