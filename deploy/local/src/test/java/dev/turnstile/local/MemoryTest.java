package dev.turnstile.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemoryTest {

    @TempDir
    private Path temporary;

    @Test
    void too_little_memory_is_said_with_what_is_needed_and_what_is_there() throws Exception {
        assertThat(Memory.complaint(available("1024000"), 2))
                .contains("needs 3000 MiB")
                .contains("1000 MiB are available")
                .doesNotContain("\n");
    }

    @Test
    void enough_memory_is_no_reason_to_complain() throws Exception {
        assertThat(Memory.complaint(available("16000000"), 6)).isEmpty();
    }

    @Test
    void what_is_enough_for_two_pipelines_may_not_be_for_six() throws Exception {
        assertThat(Memory.complaint(available("4000000"), 2)).isEmpty();
        assertThat(Memory.complaint(available("4000000"), 6)).contains("--pipelines");
    }

    @Test
    void where_the_system_does_not_tell_nobody_is_turned_away() {
        assertThat(Memory.complaint(temporary.resolve("no-such-file"), 6)).isEmpty();
    }

    private Path available(String kibibytes) throws IOException {
        return Files.writeString(temporary.resolve("meminfo"), """
                MemTotal:       24683636 kB
                MemFree:          100000 kB
                MemAvailable:   %s kB
                Buffers:          123456 kB
                """.formatted(kibibytes));
    }
}
