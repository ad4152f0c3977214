package dev.turnstile.local;

import dev.turnstile.definitions.Definition;
import dev.turnstile.events.TopicDefinition;
import dev.turnstile.events.Topics;
import dev.turnstile.local.flink.BackfillJob;
import dev.turnstile.local.process.CannotGoOn;
import dev.turnstile.local.process.Waiting;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A pipeline's past, computed anew beside the job whose numbers count: a job, topics that only it writes, checkpoints; all
 * with a suffix, and all gone when it is ended. To publish its numbers is the command {@code publish-backfill}'s part.
 */
final class Backfill {

    private static final List<TopicDefinition> OF_EVERY_PIPELINE = List.of(
            Topics.RESULTS, Topics.LIVE, Topics.LEDGER, Topics.ALERTS, Topics.LATE_EVENTS, Topics.REJECTED_EVENTS);

    /** Those in code that can be published, as theirs are in analytics-results, with what they write to besides. */
    private static final Map<String, List<TopicDefinition>> IN_CODE =
            Map.of("video", List.of(Topics.PROCESSED_VIDEO_FRAMES, Topics.VIDEO_SOURCE_AGGREGATIONS));

    private static final Duration LONGEST_CATCHING_UP = Duration.ofHours(24);
    private static final Duration LONGEST_BEHIND = Duration.ofSeconds(30);

    private final String pipeline;
    private final String suffix;
    private final List<TopicDefinition> besides;
    private final KafkaAdministration kafka;
    private final BackfillJob job;
    private final Path checkpoints;

    /**
     * @param definition that the pipeline runs by; empty for one in code
     * @param checkpoints of all jobs
     */
    Backfill(
            String pipeline,
            Optional<Definition> definition,
            String suffix,
            KafkaAdministration kafka,
            BackfillJob job,
            Path checkpoints) {
        this.besides = definition
                .map(Pipeline::resultsOfItsOwn)
                .or(() -> Optional.ofNullable(IN_CODE.get(pipeline)))
                .orElseThrow(() -> new CannotGoOn("There is no backfill of " + pipeline + ": its results are not in "
                        + Topics.RESULTS.name() + ". There is one of every definition, and of "
                        + String.join(", ", IN_CODE.keySet())));
        this.pipeline = pipeline;
        this.suffix = suffix;
        this.kafka = kafka;
        this.job = job;
        this.checkpoints = checkpoints.resolve(pipeline + suffix);
    }

    /**
     * Returns when the job runs.
     *
     * @param settings for this job alone, each NAME=VALUE
     */
    void start(List<String> settings, int parallelism) throws IOException, InterruptedException {
        job.requireSlots(parallelism);
        // Older numbers beside the new ones would win by their revision.
        if (!kafka.existing(topics()).isEmpty()) {
            throw new CannotGoOn("There are topics with the suffix " + suffix + " already, of an earlier backfill. End"
                    + " that one: deploy/local/jobs end-backfill " + pipeline + "; or choose another --suffix");
        }
        // What an earlier one has read, this one has not.
        kafka.deleteGroup(group());
        kafka.create(topics());
        try {
            job.start(settings, parallelism);
        } catch (IOException | CannotGoOn e) {
            end();
            throw e;
        }
    }

    /** Returns when the job has read what these topics have, or is no more behind than it takes to look. */
    void awaitCaughtUp(List<String> inputs, Waiting waiting) throws IOException, InterruptedException {
        Instant began;
        do {
            began = Instant.now();
            var ends = kafka.ends(inputs);
            waiting.until(
                    job.name() + " catches up",
                    LONGEST_CATCHING_UP,
                    "It is ended. Flink's page tells how far others are",
                    () -> {
                        job.requireRunning();
                        return Optional.of(kafka.hasRead(group(), ends)).filter(hasRead -> hasRead);
                    });
        } while (Duration.between(began, Instant.now()).compareTo(LONGEST_BEHIND) > 0);
    }

    /** Ends the job with a savepoint, from which a pipeline can take its place; gives where that is. */
    Path stop(Path savepoints) throws IOException, InterruptedException {
        return job.stop(savepoints);
    }

    /** Ends the job if it runs, and takes away all that it has written. */
    void end() throws IOException, InterruptedException {
        var there = kafka.existing(topics());
        if (!job.end() && there.isEmpty()) {
            throw new CannotGoOn("There is no backfill of " + pipeline + " with the suffix " + suffix);
        }
        kafka.delete(there);
        DataDirectory.delete(checkpoints);
    }

    private String group() {
        return "turnstile-" + job.name();
    }

    private List<TopicDefinition> topics() {
        return Stream.concat(OF_EVERY_PIPELINE.stream(), besides.stream())
                .map(topic -> new TopicDefinition(
                        topic.name() + suffix, topic.keyedBy(), topic.partitions(), topic.retention(), topic.more()))
                .toList();
    }
}
