package dev.turnstile.sources.video;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnstile.events.video.Frame;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameFolderTest {

    private static final Instant TAKEN = Instant.parse("2025-11-24T10:50:09.250Z");

    @TempDir
    private Path directory;

    private Path write(String source, String frameId) throws Exception {
        return new FrameFolder(directory.resolve("pictures"))
                .write(new Frame(frameId, TAKEN, source, 1, 1, 3, new byte[] {1, 2, 3}));
    }

    @Test
    void a_file_is_named_by_source_time_and_id() throws Exception {
        Path file = write("hall", "frame_1");
        assertThat(directory.relativize(file)).hasToString("pictures/hall/20251124-105009-250_frame_1.jpg");
        assertThat(file).hasBinaryContent(new byte[] {1, 2, 3});
        assertThat(write("hall", "frame_1")).as("the same again").isEqualTo(file);
        try (Stream<Path> files = Files.list(file.getParent())) {
            assertThat(files).as("nothing half written stays").hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "..",
                ".",
                "../../etc/passwd",
                "/etc/passwd",
                "..\\\\..\\\\windows",
                "a/b",
                "C:evil",
                "~root",
                "-rf",
                "\u2025/\uFF0F",
                "con|nul*?"
            })
    void no_name_leads_out_of_the_folder(String name) throws Exception {
        for (Path file : List.of(write(name, "frame"), write("hall", name))) {
            assertThat(file.toRealPath())
                    .startsWith(directory.resolve("pictures").toRealPath());
            assertThat(directory.resolve("pictures").relativize(file).getNameCount())
                    .isEqualTo(2);
        }
    }

    @Test
    void names_that_look_the_same_afterwards_are_kept_apart() throws Exception {
        assertThat(write("a/b", "x")).isNotEqualTo(write("a:b", "x"));
        assertThat(write("n".repeat(120), "x").getParent().getFileName().toString())
                .hasSizeLessThan(100);
    }
}
