package dev.turnstile.local.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnstile.local.process.CannotGoOn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointsTest {

    @TempDir
    private Path temporary;

    private Path directory;
    private Checkpoints checkpoints;

    @BeforeEach
    void create() {
        directory = temporary.resolve("orders");
        checkpoints = new Checkpoints("orders", directory);
    }

    @Test
    void a_pipeline_that_has_never_run_starts_from_nothing() {
        assertThat(checkpoints.toStartFrom()).isEmpty();
    }

    @Test
    void a_pipeline_that_ended_before_its_first_checkpoint_starts_from_nothing() throws Exception {
        incomplete("a", 1);

        assertThat(checkpoints.toStartFrom()).isEmpty();
    }

    @Test
    void the_newest_complete_checkpoint_is_used() throws Exception {
        complete("a", 9);
        var newest = complete("a", 10);
        complete("a", 8);
        incomplete("a", 11);

        assertThat(checkpoints.toStartFrom()).contains(newest);
    }

    @Test
    void numbers_go_on_from_job_to_job() throws Exception {
        complete("z-earlier", 12);
        var newest = complete("a-later", 13);

        assertThat(checkpoints.toStartFrom()).contains(newest);
    }

    @Test
    void of_two_with_the_same_number_the_later_one_is_used() throws Exception {
        var earlier = complete("z", 5);
        var later = complete("a", 5);
        completedAt(earlier, "2026-11-20T10:00:00Z");
        completedAt(later, "2026-11-20T10:01:00Z");

        assertThat(checkpoints.toStartFrom()).contains(later);
    }

    @Test
    void a_pipeline_whose_checkpoints_are_gone_is_not_started_without_its_state() throws Exception {
        var only = complete("a", 1);
        checkpoints.look("a");
        Files.delete(only.resolve("_metadata"));

        assertThatThrownBy(checkpoints::toStartFrom)
                .isInstanceOf(CannotGoOn.class)
                .hasMessageContaining("orders")
                .hasMessageContaining(directory.toString())
                .hasMessageContaining("--fresh");
    }

    @Test
    void one_that_cannot_be_restored_gives_way_to_the_one_before_it_and_never_to_none() throws Exception {
        var oldest = complete("a", 8);
        var older = complete("a", 9);
        var newest = complete("b", 10);

        checkpoints.setAside(newest, "EOFException");
        assertThat(checkpoints.toStartFrom()).contains(older);
        assertThat(newest.resolve("unusable")).hasContent("EOFException");
        checkpoints.setAside(older, "EOFException");
        assertThat(checkpoints.toStartFrom()).contains(oldest);
        checkpoints.setAside(oldest, "EOFException");

        assertThatThrownBy(checkpoints::toStartFrom)
                .isInstanceOf(CannotGoOn.class)
                .hasMessageContaining("none that can be restored is left");
    }

    @Test
    void earlier_jobs_are_dropped_once_a_job_has_as_many_checkpoints_as_it_keeps() throws Exception {
        var earlier = complete("earlier", 1);
        complete("running", 2);
        complete("running", 3);

        checkpoints.look("running");
        assertThat(earlier).exists();
        var newest = complete("running", 4);
        checkpoints.look("running");

        assertThat(directory.resolve("earlier")).doesNotExist();
        assertThat(checkpoints.toStartFrom()).contains(newest);
    }

    private Path complete(String job, int number) throws IOException {
        var checkpoint = incomplete(job, number);
        Files.createFile(checkpoint.resolve("_metadata"));
        return checkpoint;
    }

    private Path incomplete(String job, int number) throws IOException {
        return Files.createDirectories(directory.resolve(job).resolve("chk-" + number));
    }

    private static void completedAt(Path checkpoint, String time) throws IOException {
        Files.setLastModifiedTime(checkpoint.resolve("_metadata"), FileTime.from(Instant.parse(time)));
    }
}
