package dev.turnstile.local.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrphansTest {

    @TempDir
    private Path pids;

    private Process sleeper;

    @BeforeEach
    void start() throws Exception {
        sleeper = new ProcessBuilder("sleep", "600").start();
        new PidFile(pids, "sleeper").write(sleeper.pid());
    }

    @AfterEach
    void stop() {
        sleeper.destroyForcibly();
    }

    @Test
    void a_process_whose_launcher_has_gone_is_found() {
        assertThat(PidFile.stillRunning(pids)).singleElement().satisfies(orphan -> {
            assertThat(orphan.name()).isEqualTo("sleeper");
            assertThat(orphan.process()).map(ProcessHandle::pid).contains(sleeper.pid());
        });
    }

    @Test
    void a_process_that_has_ended_is_not() {
        sleeper.destroyForcibly().onExit().join();

        assertThat(PidFile.stillRunning(pids)).isEmpty();
    }

    @Test
    void a_later_process_that_was_given_the_same_number_is_not_mistaken_for_it() throws Exception {
        var lastWeek = FileTime.from(Instant.now().minus(Duration.ofDays(7)));
        Files.setLastModifiedTime(pids.resolve("sleeper.pid"), lastWeek);

        assertThat(PidFile.stillRunning(pids)).isEmpty();
    }

    @Test
    void the_guard_ends_what_is_left_when_nobody_holds_it_any_more() throws Exception {
        var guard = new OrphanGuard(pids);
        assertThat(sleeper.isAlive()).isTrue();

        // Closes the pipe, as the system does for a launcher that was killed.
        guard.release();

        await().atMost(Duration.ofSeconds(60)).until(() -> !sleeper.isAlive());
        await().atMost(Duration.ofSeconds(60)).until(() -> Files.notExists(pids.resolve("sleeper.pid")));
    }
}
