package dev.turnstile.local.flink;

import dev.turnstile.local.process.Backoff;
import dev.turnstile.local.process.CannotGoOn;
import dev.turnstile.local.process.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One pipeline as one Flink job: submitted whenever it is not there, always from its newest checkpoint, or from an older one
 * when the newest cannot be restored. One that somebody has ended stays so until somebody starts it.
 */
final class PipelineJob {

    static final String MAIN_CLASS = "dev.turnstile.analytics.AnalyticsJob";

    private static final Duration BETWEEN_TELLING = Duration.ofMinutes(1);

    private final String pipeline;
    private final FlinkRest flink;
    private final Path checkpointDirectory;
    /** Where its file is, if it is somebody's own. */
    private final Path definition;

    private final Checkpoints checkpoints;
    private final Console console;
    private final Backoff backoff = new Backoff();

    private @Nullable String jobId;
    private Optional<Path> restoring = Optional.empty();
    private Instant notBefore = Instant.MIN;
    private Instant notToldBefore = Instant.MIN;
    private boolean isToldToBeStopped;

    PipelineJob(String pipeline, FlinkRest flink, Path checkpointDirectory, Path definition, Console console) {
        this.definition = definition;
        this.pipeline = pipeline;
        this.flink = flink;
        this.checkpointDirectory = checkpointDirectory;
        this.checkpoints = new Checkpoints(pipeline, checkpointDirectory);
        this.console = console;
    }

    String pipeline() {
        return pipeline;
    }

    @Nullable
    String jobId() {
        return jobId;
    }

    boolean isStopped() {
        return ByHand.in(checkpointDirectory).isStopped();
    }

    /** Given the jobs that Flink knows: whether this one has to be submitted, now. */
    boolean isMissing(Map<String, JobState> jobs, Instant now) throws IOException, InterruptedException {
        var byHand = ByHand.in(checkpointDirectory);
        if (byHand.isStopped()) {
            keepStopped(byHand, jobs);
            return false;
        }
        isToldToBeStopped = false;
        if (jobId == null) {
            return !now.isBefore(notBefore);
        }
        var state = jobs.get(jobId);
        if (state == null) {
            lost("Flink no longer knows its job", now);
        } else if (!state.isRunning() && cannotBeRestored(jobId, state)) {
            return false;
        } else if (state.hasEndedAsAsked()) {
            rememberStopped(byHand, jobId, state);
        } else if (state.hasEnded()) {
            lost("its job is " + state.state() + ", " + flink.failure(jobId).reason(), now);
        } else {
            checkpoints.look(jobId);
            tellOfRestart(jobId, state, now);
        }
        return false;
    }

    /** Flink starts a failed job again by itself, again and again; whoever looks at the terminal wants to know why. */
    private void tellOfRestart(String job, JobState state, Instant now) throws IOException, InterruptedException {
        if (state.isRestarting() && now.isAfter(notToldBefore)) {
            notToldBefore = now.plus(BETWEEN_TELLING);
            console.event("pipeline " + pipeline + " has failed, and Flink starts it again: "
                    + flink.failure(job).reason());
        }
    }

    boolean isRunning(Map<String, JobState> jobs) {
        var state = jobId == null ? null : jobs.get(jobId);
        return state != null && state.isRunning();
    }

    /** Flink's refusal is told and counts as a failed attempt. */
    void submit(Path jar, Instant now) throws IOException, InterruptedException {
        var restoreFrom = checkpoints.toStartFrom();
        restoring = restoreFrom;
        boolean mayDropState = ByHand.in(checkpointDirectory).mayDropState();
        jobId = UUID.randomUUID().toString().replace("-", "");
        try {
            flink.run(jar, new FlinkRest.JobRequest(jobId, MAIN_CLASS, arguments(), restoreFrom, mayDropState));
        } catch (FlinkRest.Refused e) {
            if (e.failure().isOfSettings()) {
                throw new CannotGoOn("Pipeline " + pipeline + ": " + e.failure().settingRefused(), e);
            }
            if (restoreFrom.isPresent() && e.failure().isOfRestoring()) {
                goBackFrom(restoreFrom.get(), e.failure());
            } else {
                lost(e.failure().reason(), now);
            }
            return;
        }
        console.event("pipeline " + pipeline + " is started "
                + restoreFrom.map(state -> "from its " + nameOf(state)).orElse("without earlier state"));
    }

    /** How a job is told its pipeline: by the definition's file, if there is one. */
    static String which(String pipeline, Path definition) {
        return Files.exists(definition) ? "--definition=" + definition : "--pipeline=" + pipeline;
    }

    private List<String> arguments() {
        var arguments = new ArrayList<>(List.of(which(pipeline, definition)));
        ByHand.in(checkpointDirectory).parallelism().ifPresent(tasks -> arguments.add("--set=PARALLELISM=" + tasks));
        return arguments;
    }

    private String nameOf(Path state) {
        return state.startsWith(checkpointDirectory)
                ? "checkpoint " + checkpointDirectory.relativize(state)
                : "savepoint " + state;
    }

    /** Flink says that somebody has ended the job, by our command line or any other way: that is not to be undone. */
    private void rememberStopped(ByHand byHand, String job, JobState state) throws IOException, InterruptedException {
        var stopped = byHand.stopped("");
        if (state.isStoppedWithSavepoint()) {
            var savepoint = flink.savepointOfStop(job);
            if (savepoint.isEmpty()) {
                return;
            }
            var before = new ArrayList<>(checkpoints.jobs());
            before.add(job);
            stopped = stopped.startingFrom(savepoint.get(), before);
        }
        stopped.writeTo(checkpointDirectory);
        jobId = null;
    }

    /** Ends its job if there is one, and says once how it is started. */
    private void keepStopped(ByHand byHand, Map<String, JobState> jobs) throws IOException, InterruptedException {
        var job = jobId;
        var state = job == null ? null : jobs.get(job);
        if (job == null || state == null || state.hasEnded()) {
            jobId = null;
        } else if (!state.state().equals("CANCELLING")) {
            flink.cancel(job);
        }
        notBefore = Instant.MIN;
        if (!isToldToBeStopped) {
            isToldToBeStopped = true;
            console.event("pipeline " + pipeline + " is stopped"
                    + (byHand.reason().isEmpty() ? " by hand" : ": " + byHand.reason())
                    + "; start it by: deploy/local/jobs restore " + pipeline);
        }
    }

    /** Flink would try the same checkpoint again for ever; the job is ended, and is then submitted from an older one. */
    private boolean cannotBeRestored(String job, JobState state) throws IOException, InterruptedException {
        if (restoring.isEmpty() || checkpoints.hasOneOf(job)) {
            return false;
        }
        var failure = flink.failure(job);
        if (!failure.isOfRestoring()) {
            return false;
        }
        if (!state.hasEnded()) {
            flink.cancel(job);
            return true;
        }
        goBackFrom(restoring.get(), failure);
        return true;
    }

    private void goBackFrom(Path checkpoint, Failure failure) {
        var byHand = ByHand.in(checkpointDirectory);
        if (byHand.startFrom().filter(checkpoint::equals).isPresent()) {
            // Somebody has chosen it: to choose another is not the launcher's to do.
            byHand.stopped("its " + nameOf(checkpoint) + " cannot be restored. " + failure.reason())
                    .writeTo(checkpointDirectory);
            jobId = null;
            return;
        }
        checkpoints.setAside(checkpoint, failure.reason());
        jobId = null;
        console.event("pipeline " + pipeline + ": its checkpoint " + checkpointDirectory.relativize(checkpoint)
                + " cannot be restored and is set aside; going back to the one before it. " + failure.reason());
    }

    private void lost(String reason, Instant now) {
        var pause = backoff.afterFailure(now);
        notBefore = now.plus(pause);
        jobId = null;
        console.event("pipeline " + pipeline + ": " + reason + "; starting it again in " + pause.toSeconds() + " s");
    }
}
