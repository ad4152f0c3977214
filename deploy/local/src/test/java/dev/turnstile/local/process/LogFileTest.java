package dev.turnstile.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFileTest {

    @TempDir
    private Path directory;

    private LogFile log;

    @BeforeEach
    void begin() throws Exception {
        log = new LogFile(directory.resolve("kafka.log"));
        log.beginRun();
    }

    @Test
    void a_new_run_begins_a_new_log_and_keeps_the_one_before() throws Exception {
        Files.writeString(log.path(), "the first run\n");

        log.beginRun();

        assertThat(log.path()).isEmptyFile();
        assertThat(directory.resolve("kafka.log.1")).hasContent("the first run");
    }

    @Test
    void a_log_that_has_grown_too_large_begins_anew_under_the_process_that_writes_it() throws Exception {
        try (var process = Files.newOutputStream(log.path(), StandardOpenOption.APPEND)) {
            grow(21L * 1024 * 1024);

            log.keepBounded();
            process.write("and on it goes\n".getBytes(StandardCharsets.UTF_8));
        }

        assertThat(log.path()).hasContent("and on it goes");
        assertThat(directory.resolve("kafka.log.1")).hasSize(21L * 1024 * 1024);
    }

    @Test
    void a_log_of_reasonable_size_is_left_alone() throws Exception {
        grow(1024);

        log.keepBounded();

        assertThat(log.path()).hasSize(1024);
    }

    @Test
    void the_telling_lines_are_those_that_are_no_routine() throws Exception {
        Files.writeString(log.path(), """
                2026-11-20 INFO  Main: Starting
                2026-11-20 ERROR Main: Cannot start
                java.net.BindException: Address already in use
                	at java.base/sun.nio.ch.Net.bind0(Native Method)
                	... 12 more
                2026-11-20 INFO  Main: Shutting down
                """);

        assertThat(log.lastTellingLines(5))
                .containsExactly(
                        "2026-11-20 ERROR Main: Cannot start", "java.net.BindException: Address already in use");
        assertThat(log.lastTellingLines(1)).containsExactly("java.net.BindException: Address already in use");
    }

    private void grow(long bytes) throws Exception {
        try (var file = new RandomAccessFile(log.path().toFile(), "rw")) {
            file.setLength(bytes);
        }
    }
}
