package dev.turnstile.local.flink;

import dev.turnstile.local.process.CannotGoOn;
import dev.turnstile.local.process.Console;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** All pipelines, one Flink job for each; what high availability does in the cloud. */
public final class Jobs {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);
    private static final Duration LONGEST_CHECKPOINT = Duration.ofSeconds(15);

    private final FlinkRest flink;
    private final Path jar;
    private final List<PipelineJob> jobs;
    private final Console console;
    private volatile boolean isEnding;

    public Jobs(
            FlinkRest flink, Path jar, List<String> pipelines, Path checkpoints, Path definitions, Console console) {
        this.flink = flink;
        this.jar = jar;
        this.jobs = pipelines.stream()
                .map(pipeline -> new PipelineJob(
                        pipeline,
                        flink,
                        checkpoints.resolve(pipeline),
                        definitions.resolve(pipeline + ".yaml"),
                        console))
                .toList();
        this.console = console;
    }

    /** To be called every second while the platform is up: submits what is not there. */
    public void look(Instant now) throws InterruptedException {
        if (isEnding) {
            // What is ended with the platform has not been ended by hand.
            return;
        }
        try {
            var known = flink.jobs();
            for (var job : jobs) {
                if (job.isMissing(known, now)) {
                    job.submit(jar, now);
                }
            }
        } catch (IOException jobManagerIsAway) {
            // It is being started again; then it knows no jobs, and they are submitted.
        }
    }

    /** Submits all and waits until every task of every pipeline runs that is not stopped by hand. */
    public void start(Duration longest) throws InterruptedException {
        long start = System.nanoTime();
        // Once in any case: which pipelines are stopped is told as well.
        look(Instant.now());
        for (var waiting = notRunning(); !waiting.isEmpty(); waiting = notRunning()) {
            if (System.nanoTime() - start > longest.toNanos()) {
                throw new CannotGoOn("Not running after " + longest.toSeconds() + " s: pipeline "
                        + String.join(", ", waiting) + ". See the logs of Flink's processes");
            }
            Thread.sleep(BETWEEN_LOOKS.toMillis());
            look(Instant.now());
        }
    }

    /** A last checkpoint of every job, so that the next start has as little as possible to do again. */
    public void checkpoint() throws InterruptedException {
        isEnding = true;
        var triggered = new HashMap<String, String>();
        try {
            for (var job : jobs) {
                var id = job.jobId();
                if (id != null) {
                    triggered.put(id, flink.triggerCheckpoint(id));
                }
            }
            awaitComplete(triggered);
        } catch (IOException e) {
            console.event("No last checkpoint before the end; the one before it is used at the next start. " + e);
        }
    }

    private void awaitComplete(Map<String, String> triggered) throws IOException, InterruptedException {
        long start = System.nanoTime();
        while (System.nanoTime() - start < LONGEST_CHECKPOINT.toNanos()) {
            for (var checkpoint : Map.copyOf(triggered).entrySet()) {
                if (flink.isCheckpointComplete(checkpoint.getKey(), checkpoint.getValue())) {
                    triggered.remove(checkpoint.getKey());
                }
            }
            if (triggered.isEmpty()) {
                return;
            }
            Thread.sleep(BETWEEN_LOOKS.toMillis());
        }
        throw new IOException("It took longer than " + LONGEST_CHECKPOINT.toSeconds() + " s");
    }

    private List<String> notRunning() throws InterruptedException {
        Map<String, JobState> known;
        try {
            known = flink.jobs();
        } catch (IOException jobManagerIsAway) {
            known = Map.of();
        }
        var states = known;
        return jobs.stream()
                .filter(job -> !job.isStopped() && !job.isRunning(states))
                .map(PipelineJob::pipeline)
                .collect(Collectors.toList());
    }
}
