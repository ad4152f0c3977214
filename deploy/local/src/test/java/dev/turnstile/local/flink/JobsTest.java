package dev.turnstile.local.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnstile.local.process.CannotGoOn;
import dev.turnstile.local.process.Console;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobsTest {

    private static final String UNREADABLE = """
            org.apache.flink.runtime.client.JobInitializationException: Could not start the JobMaster.
            Caused by: java.io.EOFException
            \tat java.base/java.io.DataInputStream.readFully(DataInputStream.java:210)
            \tat org.apache.flink.runtime.checkpoint.Checkpoints.loadAndValidateCheckpoint(Checkpoints.java:120)
            """;
    private static final String STATE_GONE = """
            java.lang.Exception: Exception while creating StreamOperatorStateContext.
            \tat org.apache.flink.streaming.api.operators.StreamTaskStateInitializerImpl.streamOperatorStateContext(StreamTaskStateInitializerImpl.java:300)
            Caused by: java.io.FileNotFoundException: state-1
            """;
    private static final Instant NOW = Instant.parse("2026-11-20T10:30:00Z");

    @TempDir
    private Path temporary;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private FakeJobManager jobManager;
    private Jobs jobs;

    @BeforeEach
    void create() throws Exception {
        jobManager = new FakeJobManager();
        Files.createFile(temporary.resolve("job.jar"));
        jobs = jobs();
    }

    private Jobs jobs() {
        return new Jobs(
                new FlinkRest(HttpClient.newHttpClient(), jobManager.address()),
                temporary.resolve("job.jar"),
                List.of("orders"),
                temporary.resolve("the checkpoints"),
                temporary.resolve("definitions"),
                new Console(new PrintStream(said, true, StandardCharsets.UTF_8)));
    }

    @AfterEach
    void close() {
        jobManager.close();
    }

    @Test
    void a_pipeline_that_is_not_there_is_submitted_once() throws Exception {
        jobs.look(NOW);
        jobs.look(NOW.plusSeconds(1));

        assertThat(jobManager.submissions()).singleElement().satisfies(submission -> {
            assertThat(submission.path("entryClass").asText()).isEqualTo("dev.turnstile.analytics.AnalyticsJob");
            assertThat(submission.path("programArgsList").path(0).asText()).isEqualTo("--pipeline=orders");
            assertThat(submission.has("savepointPath")).isFalse();
        });
    }

    @Test
    void jobs_that_a_restarted_jobmanager_does_not_know_start_from_their_newest_checkpoint() throws Exception {
        jobs.look(NOW);
        var checkpoint = checkpoint(jobId(0), 7);
        jobManager.forgetEverything();

        jobs.look(NOW.plusSeconds(1));
        jobs.look(NOW.plusSeconds(2));

        assertThat(jobManager.submissions()).hasSize(2);
        assertThat(jobManager.submissions().get(1).path("savepointPath").asText())
                .isEqualTo("file://" + checkpoint);
        assertThat(jobId(1)).isNotEqualTo(jobId(0));
    }

    @Test
    void a_failed_job_is_told_with_its_cause_and_started_again_after_a_pause() throws Exception {
        jobs.look(NOW);
        jobManager.setState("FAILED");

        jobs.look(NOW.plusSeconds(1));
        assertThat(said()).contains("pipeline orders: its job is FAILED, X: inner; starting it again in 1 s");
        assertThat(jobManager.submissions()).hasSize(1);
        jobs.look(NOW.plusSeconds(2));

        assertThat(jobManager.submissions()).hasSize(2);
    }

    @Test
    void a_job_that_flink_itself_restarts_is_left_to_flink() throws Exception {
        jobs.look(NOW);
        jobManager.setState("RESTARTING");

        jobs.look(NOW.plusSeconds(1));
        jobs.look(NOW.plusSeconds(60));

        assertThat(jobManager.submissions()).hasSize(1);
    }

    @Test
    void a_submission_whose_answer_got_lost_is_not_made_twice() throws Exception {
        jobManager.loseAnswers();

        jobs.look(NOW);
        jobs.look(NOW.plusSeconds(1));
        jobs.look(NOW.plusSeconds(60));

        assertThat(jobManager.submissions()).hasSize(1);
    }

    @Test
    void a_refusal_is_told_by_its_cause() throws Exception {
        jobManager.refuse("org.apache.flink.Outer: Could not execute\n\tat x.y(Z.java:1)\nCaused by: S: no such topic");

        jobs.look(NOW);

        assertThat(said()).contains("pipeline orders: S: no such topic; starting it again in 1 s");
    }

    @Test
    void a_setting_that_the_job_refuses_is_told_once_and_stops_everything() {
        jobManager.refuse("org.apache.flink.Outer: Could not execute\n\tat x.y(Z.java:1)\n"
                + "Caused by: dev.turnstile.analytics.SettingException: setting CHECKPOINT_INTERVAL is 'soon'");

        assertThatThrownBy(() -> jobs.look(NOW))
                .isInstanceOf(CannotGoOn.class)
                .hasMessage("Pipeline orders: setting CHECKPOINT_INTERVAL is 'soon'");
    }

    @Test
    void a_checkpoint_that_the_jobmanager_cannot_read_is_set_aside_for_the_one_before_it() throws Exception {
        jobs.look(NOW);
        var older = checkpoint(jobId(0), 6);
        checkpoint(jobId(0), 7);
        jobManager.forgetEverything();
        jobs.look(NOW.plusSeconds(1));
        jobManager.refuse(UNREADABLE);
        jobs.look(NOW.plusSeconds(2));
        assertThat(said())
                .contains("pipeline orders: its checkpoint " + jobId(0) + "/chk-7 cannot be restored and is set aside;"
                        + " going back to the one before it. java.io.EOFException");

        jobManager.acceptAgain();
        jobs.look(NOW.plusSeconds(3));

        assertThat(restoredFrom(2)).isEqualTo("file://" + older);
        assertThat(said()).endsWith("is started from its checkpoint " + jobId(0) + "/chk-6\n");
    }

    @Test
    void a_job_that_fails_for_ever_to_restore_its_state_is_ended_and_started_from_the_checkpoint_before()
            throws Exception {
        jobs.look(NOW);
        var older = checkpoint(jobId(0), 6);
        checkpoint(jobId(0), 7);
        jobManager.forgetEverything();
        jobs.look(NOW.plusSeconds(1));
        jobs.look(NOW.plusSeconds(2));

        jobManager.setFailure(STATE_GONE);
        jobManager.setState("RESTARTING");
        jobs.look(NOW.plusSeconds(3));
        jobs.look(NOW.plusSeconds(4));
        jobs.look(NOW.plusSeconds(5));

        assertThat(jobManager.submissions()).hasSize(3);
        assertThat(restoredFrom(2)).isEqualTo("file://" + older);
        assertThat(said()).contains("chk-7 cannot be restored", "java.io.FileNotFoundException: state-1");
    }

    @Test
    void what_fails_for_another_reason_goes_on_from_the_very_same_checkpoint() throws Exception {
        jobs.look(NOW);
        checkpoint(jobId(0), 6);
        var newest = checkpoint(jobId(0), 7);
        jobManager.forgetEverything();
        jobs.look(NOW.plusSeconds(1));
        jobs.look(NOW.plusSeconds(2));

        jobManager.setState("RESTARTING");
        jobs.look(NOW.plusSeconds(3));
        assertThat(jobManager.submissions()).hasSize(2);
        jobManager.setState("FAILED");
        jobs.look(NOW.plusSeconds(4));
        jobs.look(NOW.plusSeconds(6));

        assertThat(restoredFrom(2)).isEqualTo("file://" + newest);
    }

    @Test
    void when_no_checkpoint_can_be_restored_nothing_is_started_without_state() throws Exception {
        jobs.look(NOW);
        checkpoint(jobId(0), 7);
        jobManager.forgetEverything();
        jobs.look(NOW.plusSeconds(1));
        jobManager.refuse(UNREADABLE);
        jobs.look(NOW.plusSeconds(2));

        assertThatThrownBy(() -> jobs.look(NOW.plusSeconds(3)))
                .isInstanceOf(CannotGoOn.class)
                .hasMessageContaining("not started without its state");
        assertThat(jobManager.submissions()).hasSize(2);
    }

    @Test
    void while_the_jobmanager_is_away_nothing_happens() throws Exception {
        jobManager.close();

        jobs.look(NOW);

        assertThat(said()).isEmpty();
    }

    @Test
    void a_pipeline_that_has_lost_its_state_stops_everything() throws Exception {
        jobs.look(NOW);
        Files.delete(checkpoint(jobId(0), 1).resolve("_metadata"));
        checkpointWasSeen();
        jobManager.forgetEverything();
        jobs.look(NOW.plusSeconds(1));

        assertThatThrownBy(() -> jobs.look(NOW.plusSeconds(2)))
                .isInstanceOf(CannotGoOn.class)
                .hasMessageContaining("not started without its state");
        assertThat(jobManager.submissions()).hasSize(1);
    }

    @Test
    void a_start_returns_once_everything_runs() throws Exception {
        jobs.start(Duration.ofSeconds(60));

        assertThat(jobManager.submissions()).hasSize(1);
    }

    @Test
    void a_job_that_was_stopped_with_a_savepoint_stays_so_and_then_starts_from_it() throws Exception {
        jobs.look(NOW);
        checkpoint(jobId(0), 7);
        jobManager.stopWithSavepoint("file:" + temporary + "/a savepoint");

        for (int second = 1; second < 5; second++) {
            jobs.look(NOW.plusSeconds(second));
        }
        assertThat(jobManager.submissions()).hasSize(1);
        assertThat(said())
                .containsOnlyOnce("pipeline orders is stopped by hand; start it by: deploy/local/jobs restore orders");

        byHand().started().withParallelism(3).writeTo(directory());
        jobs.look(NOW.plusSeconds(6));
        assertThat(restoredFrom(1)).isEqualTo("file://" + temporary + "/a savepoint");
        assertThat(jobManager.submissions().get(1).path("programArgsList"))
                .extracting(JsonNode::asText)
                .containsExactly("--pipeline=orders", "--set=PARALLELISM=3");
    }

    @Test
    void a_stopped_job_whose_savepoint_flink_does_not_tell_yet_is_not_taken_for_one_without() throws Exception {
        jobs.look(NOW);
        jobManager.stopWithSavepoint("file:/data/new");
        jobManager.forgetSavepointOfStop();
        jobs.look(NOW.plusSeconds(1));
        assertThat(byHand().isStopped()).isFalse();

        jobManager.stopWithSavepoint("file:/data/new");
        jobs.look(NOW.plusSeconds(2));

        assertThat(byHand().startFrom()).contains(Path.of("/data/new"));
        assertThat(jobManager.submissions()).hasSize(1);
    }

    @Test
    void checkpoints_of_the_job_that_was_started_from_a_savepoint_count_again() throws Exception {
        jobs.look(NOW);
        checkpoint(jobId(0), 70);
        jobManager.stopWithSavepoint("file:/data/old");
        jobs.look(NOW.plusSeconds(1));
        byHand().started().writeTo(directory());
        jobs.look(NOW.plusSeconds(2));
        var itsOwn = checkpoint(jobId(1), 8);
        jobManager.forgetEverything();
        jobs.look(NOW.plusSeconds(3));
        jobs.look(NOW.plusSeconds(4));

        assertThat(restoredFrom(2)).isEqualTo("file://" + itsOwn);
    }

    @Test
    void why_flink_starts_a_job_again_is_told_but_not_each_time() throws Exception {
        jobs.look(NOW);
        jobManager.setState("RESTARTING");
        for (int second = 1; second <= 60; second++) {
            jobs.look(NOW.plusSeconds(second));
        }
        assertThat(said().lines().filter(line -> line.contains("has failed, and Flink starts it again: X: inner")))
                .hasSize(1);

        jobs.look(NOW.plusSeconds(62));
        assertThat(said().lines().filter(line -> line.contains("has failed, and Flink starts it again: X: inner")))
                .hasSize(2);
    }

    @Test
    void a_job_that_somebody_has_cancelled_stays_so_and_then_starts_from_its_newest_checkpoint() throws Exception {
        jobs.look(NOW);
        var newest = checkpoint(jobId(0), 7);
        jobManager.setState("CANCELED");
        jobs.look(NOW.plusSeconds(1));
        jobs.look(NOW.plusSeconds(2));
        assertThat(jobManager.submissions()).hasSize(1);

        byHand().started().writeTo(directory());
        jobs.look(NOW.plusSeconds(3));

        assertThat(restoredFrom(1)).isEqualTo("file://" + newest);
    }

    @Test
    void a_pipeline_that_is_to_be_stopped_is_cancelled_and_the_next_launcher_leaves_it_alone_too() throws Exception {
        jobs.look(NOW);
        ByHand.NOTHING.stopped("").writeTo(directory());
        jobs.look(NOW.plusSeconds(1));
        assertThat(jobManager.states()).containsOnly("CANCELED");

        var next = jobs();
        next.start(Duration.ofSeconds(60));
        assertThat(said().lines().filter(line -> line.contains("pipeline orders is stopped by hand")))
                .as("by either, and by the next one before it says that all is up")
                .hasSize(2);
        next.look(NOW.plusSeconds(2));

        assertThat(jobManager.submissions()).hasSize(1);
    }

    @Test
    void a_savepoint_that_was_chosen_and_cannot_be_restored_is_not_replaced_by_another() throws Exception {
        checkpoint("earlier", 7);
        ByHand.NOTHING
                .startingFrom(temporary.resolve("chosen"), List.of("earlier"))
                .writeTo(directory());
        jobManager.refuse(UNREADABLE);
        jobs.look(NOW);
        jobManager.acceptAgain();
        jobs.look(NOW.plusSeconds(1));

        assertThat(jobManager.submissions()).hasSize(1);
        assertThat(said())
                .contains("pipeline orders is stopped: its savepoint " + temporary.resolve("chosen")
                        + " cannot be restored. java.io.EOFException; start it by: deploy/local/jobs restore orders");
    }

    @Test
    void what_ends_with_the_platform_was_not_ended_by_hand() throws Exception {
        jobs.look(NOW);
        jobs.checkpoint();
        jobManager.setState("CANCELED");
        jobs.look(NOW.plusSeconds(1));

        assertThat(byHand().isStopped()).isFalse();
    }

    private Path directory() {
        return temporary.resolve("the checkpoints/orders");
    }

    private ByHand byHand() {
        return ByHand.in(directory());
    }

    private String restoredFrom(int submission) {
        return jobManager.submissions().get(submission).path("savepointPath").asText();
    }

    private String jobId(int submission) {
        return jobManager.submissions().get(submission).path("jobId").asText();
    }

    private Path checkpoint(String job, int number) throws Exception {
        var checkpoint =
                temporary.resolve("the checkpoints/orders").resolve(job).resolve("chk-" + number);
        Files.createDirectories(checkpoint);
        Files.createFile(checkpoint.resolve("_metadata"));
        return checkpoint;
    }

    private void checkpointWasSeen() throws Exception {
        Files.createFile(temporary.resolve("the checkpoints/orders/state-exists"));
    }

    private String said() {
        return said.toString(StandardCharsets.UTF_8);
    }
}
