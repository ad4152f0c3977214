package dev.turnstile.local.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnstile.local.process.CannotGoOn;
import dev.turnstile.local.process.Console;
import dev.turnstile.local.process.Waiting;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A change of a definition, with the launcher looking after the jobs meanwhile. */
class PipelineControlTest {

    private static final String UNREADABLE = """
            java.lang.IllegalStateException: There is no operator for the state
            \tat org.apache.flink.runtime.checkpoint.Checkpoints.loadAndValidateCheckpoint(Checkpoints.java:120)
            """;

    @TempDir
    private Path temporary;

    private final ScheduledExecutorService launcher = Executors.newSingleThreadScheduledExecutor();
    private FakeJobManager jobManager;
    private PipelineControl control;
    private Path definition;

    @BeforeEach
    void start() throws Exception {
        jobManager = new FakeJobManager();
        Files.createFile(temporary.resolve("job.jar"));
        definition = Files.createDirectories(temporary.resolve("definitions")).resolve("visits.yaml");
        Files.writeString(definition, "the one before");
        var flink = new FlinkRest(HttpClient.newHttpClient(), jobManager.address());
        var checkpoints = temporary.resolve("checkpoints");
        var jobs = new Jobs(
                flink,
                temporary.resolve("job.jar"),
                List.of("visits"),
                checkpoints,
                definition.getParent(),
                new Console(new PrintStream(new ByteArrayOutputStream())));
        var unused = launcher.scheduleWithFixedDelay(() -> look(jobs), 0, 20, TimeUnit.MILLISECONDS);
        control = new PipelineControl(
                flink, checkpoints, temporary.resolve("savepoints"), List.of("visits"), new Waiting(System.err, false));
        while (jobManager.submissions().isEmpty()) {
            Thread.onSpinWait();
        }
    }

    private static void look(Jobs jobs) {
        try {
            jobs.look(Instant.now());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @AfterEach
    void stop() {
        launcher.shutdownNow();
        jobManager.close();
    }

    @Test
    void another_definition_goes_on_from_a_savepoint_and_may_leave_some_of_it() throws Exception {
        var standing = control.redefine(
                "visits", () -> write("another", Optional.empty()), () -> write("back", Optional.empty()));

        assertThat(standing.parallelism()).isEqualTo(2);
        assertThat(definition).hasContent("another");
        assertThat(jobManager.submissions()).hasSize(2);
        assertThat(last().path("savepointPath").asText()).endsWith("/savepoints/visits/savepoint-1");
        assertThat(last().path("allowNonRestoredState").asBoolean()).isTrue();
        assertThat(jobManager.submissions().get(0).path("allowNonRestoredState").asBoolean())
                .isFalse();
    }

    @Test
    void when_it_does_not_start_the_pipeline_goes_on_by_the_one_that_it_had() {
        assertThatThrownBy(() -> control.redefine(
                        "visits",
                        () -> {
                            jobManager.refuse(UNREADABLE);
                            return write("another", Optional.empty());
                        },
                        () -> {
                            jobManager.acceptAgain();
                            return write("the one before", Optional.empty());
                        }))
                .isInstanceOf(CannotGoOn.class)
                .hasMessageStartingWith("visits goes on by the definition that it had. visits stays stopped: ")
                .hasMessageContaining("There is no operator for the state");

        assertThat(definition).hasContent("the one before");
        assertThat(jobManager.states()).contains("RUNNING");
        assertThat(last().path("savepointPath").asText()).endsWith("/savepoints/visits/savepoint-1");
    }

    @Test
    void it_starts_from_the_state_that_the_change_has_made() throws Exception {
        Path state = Files.createDirectories(temporary.resolve("savepoints/visits/savepoint-of-a-backfill"));
        Files.createFile(state.resolve("_metadata"));

        control.redefine("visits", () -> write("another", Optional.of(state)), () -> write("back", Optional.empty()));

        assertThat(last().path("savepointPath").asText()).endsWith("/savepoint-of-a-backfill");
        assertThat(definition).hasContent("another");
    }

    @Test
    void when_the_state_cannot_be_made_it_goes_on_from_its_own() {
        assertThatThrownBy(() -> control.redefine(
                        "visits",
                        () -> {
                            throw new IOException("there is no backfill");
                        },
                        () -> write("the one before", Optional.empty())))
                .hasMessage("visits goes on by the definition that it had. there is no backfill");

        assertThat(last().path("savepointPath").asText()).endsWith("/savepoints/visits/savepoint-1");
        assertThat(jobManager.states()).contains("RUNNING");
    }

    private Optional<Path> write(String text, Optional<Path> state) throws IOException {
        Files.writeString(definition, text);
        return state;
    }

    private JsonNode last() {
        return jobManager.submissions().get(jobManager.submissions().size() - 1);
    }
}
