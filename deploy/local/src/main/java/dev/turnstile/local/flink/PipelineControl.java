package dev.turnstile.local.flink;

import dev.turnstile.local.process.CannotGoOn;
import dev.turnstile.local.process.Waiting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * What an operator does with the pipelines of a running platform. Flink is asked to end a job; to start one is the
 * launcher's part, which is told by {@link ByHand}.
 */
public final class PipelineControl {

    /** Flink gives up a savepoint after ten minutes. */
    static final Duration LONGEST_SAVEPOINT = Duration.ofMinutes(11);

    /** The launcher looks every second. */
    private static final Duration LONGEST_NOTICE = Duration.ofSeconds(30);

    private static final Duration LONGEST_START = Duration.ofMinutes(3);

    private final FlinkRest flink;
    private final Path checkpoints;
    private final Path savepoints;
    private final List<String> pipelines;
    private final Waiting waiting;

    /**
     * @param savepoints where they are put, in a directory for each pipeline
     * @param pipelines that the launcher runs
     */
    public PipelineControl(
            FlinkRest flink, Path checkpoints, Path savepoints, List<String> pipelines, Waiting waiting) {
        this.flink = flink;
        this.checkpoints = checkpoints;
        this.savepoints = savepoints;
        this.pipelines = pipelines;
        this.waiting = waiting;
    }

    /** How each pipeline stands; and after them the jobs of backfills, by their own names. */
    public List<PipelineStanding> list() throws IOException, InterruptedException {
        var standings = new ArrayList<PipelineStanding>();
        for (var pipeline : pipelines) {
            var job = job(pipeline);
            var newest = new Savepoints(savepoints.resolve(pipeline)).newest();
            if (job.isEmpty()) {
                var state = byHand(pipeline).isStopped() ? "stopped" : "missing";
                standings.add(new PipelineStanding(pipeline, state, 0, Optional.empty(), newest));
            } else {
                standings.add(standing(job.get(), newest));
            }
        }
        for (var job : new TreeMap<>(flink.jobs()).entrySet()) {
            if (!job.getValue().hasEnded() && !pipelines.contains(job.getValue().name())) {
                standings.add(standing(job, Optional.empty()));
            }
        }
        return standings;
    }

    private PipelineStanding standing(Map.Entry<String, JobState> job, Optional<Path> newestSavepoint)
            throws IOException, InterruptedException {
        var id = job.getKey();
        var state = job.getValue();
        return new PipelineStanding(
                state.name(), stateOf(state), flink.parallelism(id), flink.lastCheckpoint(id), newestSavepoint);
    }

    /** Makes a savepoint while the pipeline goes on; gives its place. */
    public Path savepoint(String pipeline) throws IOException, InterruptedException {
        var job = runningJob(pipeline);
        var trigger = flink.triggerSavepoint(job, savepoints.resolve(pipeline));
        return awaitSavepoint(pipeline, job, trigger);
    }

    /** Makes a savepoint and ends the pipeline with it, until {@link #restore}; gives its place. */
    public Path stop(String pipeline) throws IOException, InterruptedException {
        var job = runningJob(pipeline);
        var savepoint = awaitSavepoint(pipeline, job, flink.triggerStop(job, savepoints.resolve(pipeline)));
        awaitStopped(pipeline);
        return savepoint;
    }

    /** Ends a pipeline that cannot make a savepoint, or has no job that runs; its newest checkpoint stays. */
    public void cancel(String pipeline) throws IOException, InterruptedException {
        requireKnown(pipeline);
        byHand(pipeline).stopped("").writeTo(checkpoints.resolve(pipeline));
        awaitStopped(pipeline);
    }

    /**
     * Starts a stopped pipeline.
     *
     * @param from a savepoint's or checkpoint's directory, or a savepoint's name; empty for the newest
     */
    public PipelineStanding restore(String pipeline, Optional<String> from, OptionalInt parallelism)
            throws IOException, InterruptedException {
        requireKnown(pipeline);
        var stopped = byHand(pipeline);
        if (!stopped.isStopped()) {
            throw new CannotGoOn(
                    pipeline + " is not stopped. To start it from elsewhere: deploy/local/jobs stop " + pipeline);
        }
        if (parallelism.isPresent()) {
            requireSlots(pipeline, parallelism.getAsInt(), 0);
        }
        if (from.isEmpty()) {
            return start(pipeline, stopped, parallelism);
        }
        var state = new Savepoints(savepoints.resolve(pipeline)).named(from.get());
        var jobsBefore = new Checkpoints(pipeline, checkpoints.resolve(pipeline)).jobs();
        try {
            return start(pipeline, stopped.startingFrom(state, jobsBefore), parallelism);
        } catch (CannotGoOn e) {
            // The next restore is from where this one would have been without a choice.
            if (byHand(pipeline).isStopped()) {
                stopped.stopped("").writeTo(checkpoints.resolve(pipeline));
            }
            throw e;
        }
    }

    /** Stops a pipeline with a savepoint and starts it from there with so many tasks of each operator. */
    public PipelineStanding rescale(String pipeline, int parallelism) throws IOException, InterruptedException {
        requireSlots(pipeline, parallelism, flink.parallelism(runningJob(pipeline)));
        stop(pipeline);
        return start(pipeline, byHand(pipeline), OptionalInt.of(parallelism));
    }

    /** What is to be done while a pipeline is stopped. */
    @FunctionalInterface
    public interface Change {
        /** Gives the state from which it then starts, if that is another than its own. */
        Optional<Path> make() throws IOException, InterruptedException;
    }

    /**
     * Stops a pipeline with a savepoint, changes its definition, and starts it. If it does not start, the change is taken
     * back, and the pipeline goes on as it was.
     */
    public PipelineStanding redefine(String pipeline, Change change, Change back)
            throws IOException, InterruptedException {
        stop(pipeline);
        var stopped = byHand(pipeline);
        try {
            var state = change.make();
            var jobsBefore = new Checkpoints(pipeline, checkpoints.resolve(pipeline)).jobs();
            var changed =
                    state.map(from -> stopped.startingFrom(from, jobsBefore)).orElse(stopped.droppingState());
            return start(pipeline, changed, OptionalInt.empty());
        } catch (CannotGoOn | IOException | UncheckedIOException e) {
            if (!byHand(pipeline).isStopped()) {
                cancel(pipeline);
            }
            back.make();
            // What the other one has saved in the meantime may have more than this one has a place for.
            start(pipeline, stopped.droppingState(), OptionalInt.empty());
            throw new CannotGoOn(pipeline + " goes on by the definition that it had. " + e.getMessage(), e);
        }
    }

    private PipelineStanding start(String pipeline, ByHand stopped, OptionalInt parallelism)
            throws IOException, InterruptedException {
        var started = stopped.started();
        (parallelism.isPresent() ? started.withParallelism(parallelism.getAsInt()) : started)
                .writeTo(checkpoints.resolve(pipeline));
        var otherwise = "What up says, and logs/flink-jobmanager.log in the data directory, tell why";
        var running = waiting.until(pipeline + " starts", LONGEST_START, otherwise, () -> {
            var byHand = byHand(pipeline);
            if (byHand.isStopped()) {
                throw new CannotGoOn(pipeline + " stays stopped: "
                        + (byHand.reason().isEmpty() ? "somebody else has stopped it" : byHand.reason()));
            }
            var job = job(pipeline).filter(found -> found.getValue().isRunning());
            // What Flink tells of its tasks may be three seconds old, from before there were any.
            return job.isPresent() && flink.parallelism(job.get().getKey()) > 0 ? job : Optional.empty();
        });
        return standing(running, new Savepoints(savepoints.resolve(pipeline)).newest());
    }

    private Path awaitSavepoint(String pipeline, String job, String trigger) throws IOException, InterruptedException {
        try {
            return waiting.until(
                    pipeline + " makes a savepoint",
                    LONGEST_SAVEPOINT,
                    "logs/flink-jobmanager.log in the data directory tells why",
                    () -> flink.savepoint(job, trigger));
        } catch (FlinkRest.NotSaved e) {
            throw new CannotGoOn(pipeline + " goes on without a savepoint: " + e.getMessage(), e);
        }
    }

    private void awaitStopped(String pipeline) throws IOException, InterruptedException {
        waiting.until(
                pipeline + " stops",
                LONGEST_NOTICE,
                "Is deploy/local/up still running?",
                () -> Optional.of(byHand(pipeline).isStopped() && job(pipeline).isEmpty())
                        .filter(isStopped -> isStopped));
    }

    /** The id of its job, all of whose tasks run. */
    private String runningJob(String pipeline) throws IOException, InterruptedException {
        requireKnown(pipeline);
        var job = job(pipeline);
        if (job.isPresent() && job.get().getValue().isRunning()) {
            return job.get().getKey();
        }
        if (byHand(pipeline).isStopped()) {
            throw new CannotGoOn(pipeline + " is stopped. To start it: deploy/local/jobs restore " + pipeline);
        }
        throw new CannotGoOn(pipeline + " does not run, it is "
                + job.map(Map.Entry::getValue).map(PipelineControl::stateOf).orElse("missing")
                + ", and only what runs can make a savepoint. Wait until it runs; or end it as it is, its newest checkpoint"
                + " stays: deploy/local/jobs stop --without-savepoint " + pipeline);
    }

    /** The job that a pipeline has now, with its id. */
    private Optional<Map.Entry<String, JobState>> job(String pipeline) throws IOException, InterruptedException {
        return flink.jobs().entrySet().stream()
                .filter(job -> job.getValue().name().equals(pipeline))
                .filter(job -> !job.getValue().hasEnded())
                .findFirst();
    }

    private void requireKnown(String pipeline) {
        if (!pipelines.contains(pipeline)) {
            throw new CannotGoOn("There is no pipeline " + pipeline + " here; there are " + String.join(", ", pipelines)
                    + ". Others are started by deploy/local/up --pipelines");
        }
    }

    /** @param itsOwn that it gives back before it starts again */
    private void requireSlots(String pipeline, int parallelism, int itsOwn) throws IOException, InterruptedException {
        var slots = flink.slots();
        int free = slots.free() + itsOwn;
        if (parallelism > free) {
            throw new CannotGoOn(pipeline + " would take " + parallelism + " slots, and Flink has " + free
                    + " for it. Stop another pipeline, or start the platform with more: PARALLELISM=" + parallelism
                    + " deploy/local/up");
        }
    }

    private ByHand byHand(String pipeline) {
        return ByHand.in(checkpoints.resolve(pipeline));
    }

    private static String stateOf(JobState job) {
        var state = job.state().toLowerCase(Locale.ROOT);
        return state.equals("running") && !job.isRunning() ? "starting" : state;
    }
}
