package dev.turnstile.local.flink;

import dev.turnstile.local.process.CannotGoOn;
import dev.turnstile.local.process.Waiting;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The job of a backfill. It starts without state, from the oldest event, and is not the launcher's: it ends with the
 * platform.
 */
public final class BackfillJob {

    private static final Duration LONGEST_START = Duration.ofMinutes(3);
    private static final Duration LONGEST_END = Duration.ofMinutes(1);

    private final FlinkRest flink;
    private final Path jar;
    private final String pipeline;
    private final String which;
    private final String suffix;
    private final Waiting waiting;

    /**
     * @param jar the one that the launcher's jobs are run from
     * @param definition of the pipeline, if there is such a file
     */
    public BackfillJob(FlinkRest flink, Path jar, String pipeline, Path definition, String suffix, Waiting waiting) {
        this.which = PipelineJob.which(pipeline, definition);
        this.flink = flink;
        this.jar = jar;
        this.pipeline = pipeline;
        this.suffix = suffix;
        this.waiting = waiting;
    }

    /** Its name in Flink, and of its checkpoints. */
    public String name() {
        return pipeline + suffix;
    }

    /** Says so when Flink has fewer slots free. */
    public void requireSlots(int parallelism) throws IOException, InterruptedException {
        int free = flink.slots().free();
        if (parallelism > free) {
            throw new CannotGoOn(name() + " would take " + parallelism + " slots, and Flink has " + free
                    + " free. Take some from a pipeline: deploy/local/jobs rescale PIPELINE 1; or start the platform with"
                    + " a larger PARALLELISM");
        }
    }

    /**
     * Returns when all of its tasks run.
     *
     * @param settings for this job alone, each NAME=VALUE
     */
    public void start(List<String> settings, int parallelism) throws IOException, InterruptedException {
        var arguments =
                new ArrayList<>(List.of(which, "--set=OUTPUT_SUFFIX=" + suffix, "--set=PARALLELISM=" + parallelism));
        settings.forEach(setting -> arguments.add("--set=" + setting));
        var id = UUID.randomUUID().toString().replace("-", "");
        try {
            flink.run(jar, new FlinkRest.JobRequest(id, PipelineJob.MAIN_CLASS, arguments, Optional.empty(), false));
        } catch (FlinkRest.Refused e) {
            if (e.failure().isOfSettings()) {
                throw new CannotGoOn(name() + " is not started: " + e.failure().settingRefused(), e);
            }
            throw e;
        }
        waiting.until(
                name() + " starts",
                LONGEST_START,
                "logs/flink-jobmanager.log in the data directory tells why",
                () -> Optional.ofNullable(flink.jobs().get(id)).filter(JobState::isRunning));
    }

    /** Says so if it does not run any more. */
    public void requireRunning() throws IOException, InterruptedException {
        if (ids().isEmpty()) {
            throw new CannotGoOn(name() + " does not run any more; logs/flink-jobmanager.log tells why");
        }
    }

    /** Ends it with a savepoint, from which a pipeline can take its place; gives where that is. */
    public Path stop(Path savepoints) throws IOException, InterruptedException {
        requireRunning();
        var running = ids();
        var trigger = flink.triggerStop(running.get(0), savepoints);
        return waiting.until(
                name() + " makes a savepoint",
                PipelineControl.LONGEST_SAVEPOINT,
                "logs/flink-jobmanager.log in the data directory tells why",
                () -> flink.savepoint(running.get(0), trigger));
    }

    /** Whether there was one. */
    public boolean end() throws IOException, InterruptedException {
        var running = ids();
        for (var id : running) {
            flink.cancel(id);
        }
        waiting.until(
                name() + " ends",
                LONGEST_END,
                "logs/flink-jobmanager.log in the data directory tells why",
                () -> Optional.of(ids()).filter(List::isEmpty));
        return !running.isEmpty();
    }

    private List<String> ids() throws IOException, InterruptedException {
        return flink.jobs().entrySet().stream()
                .filter(job ->
                        job.getValue().name().equals(name()) && !job.getValue().hasEnded())
                .map(Map.Entry::getKey)
                .toList();
    }
}
