package dev.turnstile.local.flink;

import dev.turnstile.local.process.CannotGoOn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The checkpoints that a pipeline has left behind, {@code <directory>/<job id>/chk-<number>}.
 *
 * <p>Each submission is a job of its own, with an id of its own; the numbers go on from one to the next.
 */
final class Checkpoints {

    /** Stays for ever once there has been a checkpoint: from then on the pipeline never starts without one. */
    private static final String ONCE_COMPLETE = "state-exists";

    /** Once a job has as many of its own, as many as it keeps, those of earlier jobs are of no use. */
    private static final int RETAINED = 3;

    private static final Pattern NAME = Pattern.compile("chk-(\\d+)");

    /** Flink writes it last, under another name first: where it is, the checkpoint is complete. */
    private static final String METADATA = "_metadata";

    private final String pipeline;
    private final Path directory;

    Checkpoints(String pipeline, Path directory) {
        this.pipeline = pipeline;
        this.directory = directory;
    }

    /** What to restore from; empty when the pipeline has never had a checkpoint. */
    Optional<Path> toStartFrom() {
        var newest = newestComplete();
        if (newest.isEmpty() && Files.exists(directory.resolve(ONCE_COMPLETE))) {
            throw new CannotGoOn("The pipeline " + pipeline + " has had checkpoints, and none is left in " + directory
                    + ". It is not started without its state, which would count events twice. To begin anew with empty"
                    + " topics and state: --fresh");
        }
        return newest;
    }

    /** To be called now and then while this job runs: remembers that there is state, and drops what it has outlived. */
    void look(String runningJob) {
        try (var complete = completeOf(directory.resolve(runningJob))) {
            long count = complete.count();
            if (count > 0 && Files.notExists(directory.resolve(ONCE_COMPLETE))) {
                Files.createFile(directory.resolve(ONCE_COMPLETE));
            }
            if (count >= RETAINED) {
                deleteJobsBefore(runningJob);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot look after the checkpoints of " + pipeline, e);
        }
    }

    /** A restored job copies what it needs into its own first checkpoint, so nothing points into the older ones. */
    private void deleteJobsBefore(String runningJob) throws IOException {
        try (var jobs = Files.list(directory)) {
            for (var job : jobs.filter(Files::isDirectory).toList()) {
                if (!job.endsWith(runningJob)) {
                    try (var entries = Files.walk(job)) {
                        for (var entry :
                                entries.sorted(Comparator.reverseOrder()).toList()) {
                            Files.delete(entry);
                        }
                    }
                }
            }
        }
    }

    private Optional<Path> newestComplete() {
        if (Files.notExists(directory)) {
            return Optional.empty();
        }
        try (var jobs = Files.list(directory)) {
            return jobs.filter(Files::isDirectory)
                    .flatMap(Checkpoints::completeOf)
                    .max(Comparator.comparingLong(Checkpoints::number).thenComparing(Checkpoints::completedAt));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot look for checkpoints in " + directory, e);
        }
    }

    private static Stream<Path> completeOf(Path job) {
        if (Files.notExists(job)) {
            return Stream.empty();
        }
        try (var entries = Files.list(job)) {
            return entries
                    .filter(entry ->
                            NAME.matcher(entry.getFileName().toString()).matches())
                    .filter(entry -> Files.isRegularFile(entry.resolve(METADATA)))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot look for checkpoints in " + job, e);
        }
    }

    private static long number(Path checkpoint) {
        var name = NAME.matcher(checkpoint.getFileName().toString());
        return name.matches() ? Long.parseLong(name.group(1)) : 0;
    }

    private static FileTime completedAt(Path checkpoint) {
        try {
            return Files.getLastModifiedTime(checkpoint.resolve(METADATA));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot see how old the checkpoint " + checkpoint + " is", e);
        }
    }
}
