package dev.turnstile.local.flink;

import dev.turnstile.local.process.Backoff;
import dev.turnstile.local.process.CannotGoOn;
import dev.turnstile.local.process.Console;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One pipeline as one Flink job: submitted whenever it is not there, always from its newest checkpoint, or from an older one
 * when the newest cannot be restored.
 */
final class PipelineJob {

    private static final String MAIN_CLASS = "dev.turnstile.analytics.AnalyticsJob";

    private final String pipeline;
    private final FlinkRest flink;
    private final Path checkpointDirectory;
    private final Checkpoints checkpoints;
    private final Console console;
    private final Backoff backoff = new Backoff();

    private @Nullable String jobId;
    private Optional<Path> restoring = Optional.empty();
    private Instant notBefore = Instant.MIN;

    PipelineJob(String pipeline, FlinkRest flink, Path checkpointDirectory, Console console) {
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

    /** Given the jobs that Flink knows: whether this one has to be submitted, now. */
    boolean isMissing(Map<String, FlinkRest.JobState> jobs, Instant now) throws IOException, InterruptedException {
        if (jobId == null) {
            return !now.isBefore(notBefore);
        }
        var state = jobs.get(jobId);
        if (state == null) {
            lost("Flink no longer knows its job", now);
        } else if (!state.isRunning() && cannotBeRestored(jobId, state)) {
            return false;
        } else if (state.hasEnded()) {
            lost("its job is " + state.state() + ", " + flink.failure(jobId).reason(), now);
        } else {
            checkpoints.look(jobId);
        }
        return false;
    }

    boolean isRunning(Map<String, FlinkRest.JobState> jobs) {
        var state = jobId == null ? null : jobs.get(jobId);
        return state != null && state.isRunning();
    }

    /** Flink's refusal is told and counts as a failed attempt. */
    void submit(Path jar, Instant now) throws IOException, InterruptedException {
        var restoreFrom = checkpoints.toStartFrom();
        restoring = restoreFrom;
        jobId = UUID.randomUUID().toString().replace("-", "");
        try {
            flink.run(jar, new FlinkRest.JobRequest(jobId, MAIN_CLASS, List.of("--pipeline=" + pipeline), restoreFrom));
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
                + restoreFrom
                        .map(checkpoint -> "from its checkpoint " + checkpointDirectory.relativize(checkpoint))
                        .orElse("without earlier state"));
    }

    /** Flink would try the same checkpoint again for ever; the job is ended, and is then submitted from an older one. */
    private boolean cannotBeRestored(String job, FlinkRest.JobState state) throws IOException, InterruptedException {
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
