package dev.turnstile.local.flink;

import dev.turnstile.local.process.CannotGoOn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.List;
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

    /** A job keeps so many; once it has as many of its own, those of earlier jobs are of no use. */
    static final int RETAINED = 3;

    private static final Pattern NAME = Pattern.compile("chk-(\\d+)");

    /** Flink writes it last, under another name first: where it is, the checkpoint is complete. */
    private static final String METADATA = "_metadata";

    /** In a checkpoint that could not be restored. Whoever has mended it takes the file away. */
    private static final String UNUSABLE = "unusable";

    private final String pipeline;
    private final Path directory;

    Checkpoints(String pipeline, Path directory) {
        this.pipeline = pipeline;
        this.directory = directory;
    }

    /** What to restore from; empty when the pipeline has never had a checkpoint. */
    Optional<Path> toStartFrom() {
        var byHand = ByHand.in(directory);
        var newest = newestUsable(byHand.endedJobs()).or(byHand::startFrom);
        if (newest.isEmpty() && hasEverBeenComplete()) {
            throw new CannotGoOn("The pipeline " + pipeline + " has had checkpoints, and none that can be restored is"
                    + " left in " + directory + ". It is not started without its state, which would count events"
                    + " twice. To begin anew with empty topics and state: --fresh");
        }
        return newest;
    }

    /** The jobs that have left some. */
    List<String> jobs() {
        if (Files.notExists(directory)) {
            return List.of();
        }
        try (var jobs = Files.list(directory)) {
            return jobs.filter(Files::isDirectory)
                    .map(job -> job.getFileName().toString())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot look for checkpoints in " + directory, e);
        }
    }

    /** From now on the one before it is {@link #toStartFrom()}. */
    void setAside(Path checkpoint, String reason) {
        try {
            Files.writeString(checkpoint.resolve(UNUSABLE), reason + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot mark the checkpoint " + checkpoint + " as unusable", e);
        }
    }

    /** Whether this job has a checkpoint of its own, and with it has long restored that of an earlier one. */
    boolean hasOneOf(String job) {
        try (var complete = completeOf(directory.resolve(job))) {
            return complete.findAny().isPresent();
        }
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
        for (var job : jobs()) {
            if (!job.equals(runningJob)) {
                try (var entries = Files.walk(directory.resolve(job))) {
                    for (var entry : entries.sorted(Comparator.reverseOrder()).toList()) {
                        Files.delete(entry);
                    }
                }
            }
        }
    }

    /** A checkpoint that is there and unusable has been complete, too. */
    private boolean hasEverBeenComplete() {
        return Files.exists(directory.resolve(ONCE_COMPLETE))
                || jobs().stream()
                        .map(directory::resolve)
                        .flatMap(Checkpoints::completeOf)
                        .findAny()
                        .isPresent();
    }

    private Optional<Path> newestUsable(List<String> jobsNoLonger) {
        return jobs().stream()
                .filter(job -> !jobsNoLonger.contains(job))
                .map(directory::resolve)
                .flatMap(Checkpoints::completeOf)
                .filter(checkpoint -> Files.notExists(checkpoint.resolve(UNUSABLE)))
                .max(Comparator.comparingLong(Checkpoints::number).thenComparing(Checkpoints::completedAt));
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
