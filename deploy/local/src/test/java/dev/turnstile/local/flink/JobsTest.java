package dev.turnstile.local.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

    private static final Instant NOW = Instant.parse("2026-11-20T10:30:00Z");

    @TempDir
    private Path temporary;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private FakeJobManager jobManager;
    private Jobs jobs;

    @BeforeEach
    void create() throws Exception {
        jobManager = new FakeJobManager();
        jobs = new Jobs(
                new FlinkRest(HttpClient.newHttpClient(), jobManager.address()),
                Files.createFile(temporary.resolve("job.jar")),
                List.of("orders"),
                temporary.resolve("checkpoints"),
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
                .isEqualTo(checkpoint.toUri().toString());
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
        jobManager.refuse(
                "org.apache.flink.Outer: Could not execute\n\tat x.y(Z.java:1)\nCaused by: S: PARALLELISM is '0'");

        jobs.look(NOW);

        assertThat(said()).contains("pipeline orders: S: PARALLELISM is '0'; starting it again in 1 s");
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

    private String jobId(int submission) {
        return jobManager.submissions().get(submission).path("jobId").asText();
    }

    private Path checkpoint(String job, int number) throws Exception {
        var checkpoint = temporary.resolve("checkpoints/orders").resolve(job).resolve("chk-" + number);
        Files.createDirectories(checkpoint);
        Files.createFile(checkpoint.resolve("_metadata"));
        return checkpoint;
    }

    private void checkpointWasSeen() throws Exception {
        Files.createFile(temporary.resolve("checkpoints/orders/state-exists"));
    }

    private String said() {
        return said.toString(StandardCharsets.UTF_8);
    }
}
