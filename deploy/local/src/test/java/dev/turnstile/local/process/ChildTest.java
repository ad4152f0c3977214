package dev.turnstile.local.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildTest {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final String SLEEP = "exec sleep 600";

    @TempDir
    private Path directory;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final Console console = new Console(new PrintStream(said, true, StandardCharsets.UTF_8));
    private final List<Child> children = new ArrayList<>();

    @AfterEach
    void stop() throws Exception {
        for (var child : children) {
            child.terminate();
            child.awaitEnd(LONG);
        }
    }

    @Test
    void a_child_that_dies_is_started_again_after_a_pause_and_said_so() {
        var child = started(SLEEP);
        var first = process();
        var death = Instant.now();

        first.destroyForcibly();
        first.onExit().join();
        child.look(death);
        assertThat(said()).contains("exit code 137", "starting it again in 1 s");
        child.look(death.plusMillis(999));
        assertThat(pid()).isEqualTo(first.pid());
        child.look(death.plusSeconds(1));

        assertThat(process().pid()).isNotEqualTo(first.pid());
        assertThat(process().isAlive()).isTrue();
        assertThat(said()).contains("is started again (process " + process().pid() + ")");
    }

    @Test
    void a_child_that_was_stopped_stays_stopped() throws Exception {
        var child = started(SLEEP);

        child.terminate();
        child.awaitEnd(LONG);
        child.look(Instant.now());
        child.look(Instant.now().plusSeconds(60));

        assertThat(directory.resolve("sleeper.pid")).doesNotExist();
        assertThat(said()).isEmpty();
    }

    @Test
    void a_child_that_does_not_listen_is_killed() throws Exception {
        var child = started("trap '' TERM; echo deaf; while true; do sleep 1; done");
        await().until(() -> Files.readString(directory.resolve("sleeper.log")).contains("deaf"));
        var stubborn = process();

        child.terminate();
        child.awaitEnd(Duration.ofMillis(100));

        assertThat(stubborn.isAlive()).isFalse();
        assertThat(said()).contains("did not end within");
    }

    @Test
    void a_child_does_not_hear_the_ctrl_c_that_its_launcher_hears() throws Exception {
        started(SLEEP);
        var child = process();

        new ProcessBuilder("sh", "-c", "kill -INT " + child.pid() + "; kill -HUP " + child.pid())
                .start()
                .waitFor();

        assertThat(child.isAlive()).isTrue();
    }

    @Test
    void a_child_that_ends_while_it_starts_is_reported_with_the_end_of_its_log() {
        var child = started("echo 'ERROR no such setting: COLOUR'; exit 3", () -> false);

        assertThatThrownBy(() -> child.awaitReady(LONG))
                .isInstanceOf(CannotGoOn.class)
                .hasMessageContaining("sleeper ended while it started")
                .hasMessageContaining("ERROR no such setting: COLOUR");
    }

    @Test
    void a_child_that_is_never_ready_is_not_waited_for_for_ever() {
        var child = started(SLEEP, () -> false);

        assertThatThrownBy(() -> child.awaitReady(Duration.ofMillis(10)))
                .isInstanceOf(CannotGoOn.class)
                .hasMessageContaining("sleeper was not ready after");
    }

    @Test
    void a_child_has_the_environment_it_was_given_and_no_other() throws Exception {
        var environment = Map.of("COLOUR", "blue");
        child(new ProcessDefinition("sleeper", sh("env; " + SLEEP), environment, Readiness.immediate()))
                .start();

        var log = directory.resolve("sleeper.log");
        await().until(() -> Files.readString(log).contains("COLOUR=blue"));
        assertThat(Files.readString(log)).doesNotContain("HOME=");
    }

    private Child started(String script) {
        return started(script, Readiness.immediate());
    }

    private Child started(String script, Readiness readiness) {
        var child = child(new ProcessDefinition("sleeper", sh(script), System.getenv(), readiness));
        child.start();
        return child;
    }

    private Child child(ProcessDefinition definition) {
        var child = new Child(definition, directory, directory, console);
        children.add(child);
        return child;
    }

    private static List<String> sh(String script) {
        return List.of("/bin/sh", "-c", script);
    }

    private ProcessHandle process() {
        return ProcessHandle.of(pid()).orElseThrow();
    }

    private long pid() {
        try {
            return Long.parseLong(
                    Files.readString(directory.resolve("sleeper.pid")).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String said() {
        return said.toString(StandardCharsets.UTF_8);
    }
}
