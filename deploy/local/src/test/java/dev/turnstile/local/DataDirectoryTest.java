package dev.turnstile.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnstile.local.process.CannotGoOn;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {

    @TempDir
    private Path temporary;

    @Test
    void what_was_there_is_there_at_the_next_start_except_what_is_temporary() throws Exception {
        try (var first = prepared(false)) {
            Files.createFile(first.checkpoints().resolve("state"));
            Files.createFile(first.temporary().resolve("leftover"));
        }

        try (var second = prepared(false)) {
            assertThat(second.checkpoints().resolve("state")).exists();
            assertThat(second.temporary()).isEmptyDirectory();
        }
    }

    @Test
    void fresh_empties_it() throws Exception {
        try (var first = prepared(false)) {
            Files.createFile(first.checkpoints().resolve("state"));
            Files.createFile(first.logs().resolve("kafka.log"));
        }

        try (var second = prepared(true)) {
            assertThat(second.checkpoints()).isEmptyDirectory();
            assertThat(second.logs()).isEmptyDirectory();
        }
    }

    @Test
    void a_directory_of_somebody_else_is_refused_and_left_as_it_is() throws Exception {
        var thesis = Files.createFile(temporary.resolve("thesis.tex"));

        assertThatThrownBy(() -> DataDirectory.take(temporary))
                .isInstanceOf(CannotGoOn.class)
                .hasMessageContaining(temporary.toString())
                .hasMessageContaining("--data-dir");
        assertThat(temporary).isDirectoryContaining(thesis::equals);
    }

    @Test
    void a_directory_with_a_comma_is_refused_before_kafka_makes_two_of_it() {
        assertThatThrownBy(() -> DataDirectory.take(temporary.resolve("this,that")))
                .isInstanceOf(CannotGoOn.class)
                .hasMessageContaining("this,that")
                .hasMessageContaining("--data-dir");
        assertThat(temporary).isEmptyDirectory();
    }

    private DataDirectory prepared(boolean fresh) throws Exception {
        var data = DataDirectory.take(temporary.resolve("data"));
        data.prepare(fresh);
        return data;
    }
}
