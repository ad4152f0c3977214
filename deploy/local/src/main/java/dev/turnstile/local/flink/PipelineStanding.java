package dev.turnstile.local.flink;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * How a pipeline stands.
 *
 * @param state running, starting, stopped, missing (the launcher is about to start it), or what Flink calls it
 * @param parallelism 0 when it has no job
 * @param lastCheckpoint of the job that it has now
 */
public record PipelineStanding(
        String pipeline,
        String state,
        int parallelism,
        Optional<Instant> lastCheckpoint,
        Optional<Path> newestSavepoint) {}
