package dev.turnstile.local;

import dev.turnstile.definitions.Definition;
import dev.turnstile.local.process.CannotGoOn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a platform keeps everything: one directory, used by one {@code up} at a time. */
final class DataDirectory implements AutoCloseable {

    /** Its presence says that a directory is ours to empty. */
    private static final String LOCK = "turnstile.lock";

    private static final String PIPELINES = "pipelines";

    private final Path directory;
    private final @Nullable FileLock lock;

    private DataDirectory(Path directory, @Nullable FileLock lock) {
        this.directory = directory;
        this.lock = lock;
    }

    /** Takes the directory for this process; it is made when missing. */
    static DataDirectory take(Path chosen) {
        var directory = chosen.toAbsolutePath().normalize();
        if (directory.toString().contains(",")) {
            throw new CannotGoOn("Kafka takes a comma for the end of a directory's name, and " + directory
                    + " has one. Choose another directory with --data-dir");
        }
        try {
            Files.createDirectories(directory);
            if (Files.notExists(directory.resolve(LOCK)) && !contents(directory).isEmpty()) {
                throw new CannotGoOn(directory + " has files that are not Turnstile's. Choose an empty or a new"
                        + " directory with --data-dir");
            }
            var taken = new DataDirectory(directory, lock(directory));
            OrphansOfAnEarlierRun.awaitEnd(Files.createDirectories(taken.run()));
            return taken;
        } catch (IOException e) {
            throw new CannotGoOn("The data directory " + directory + " cannot be used: " + e, e);
        }
    }

    /** Of a platform that another process runs: to find things in it. */
    static DataDirectory lookAt(Path chosen) {
        return new DataDirectory(chosen.toAbsolutePath().normalize(), null);
    }

    /** Makes it ready for a run; {@code fresh} empties it first. */
    void prepare(boolean fresh) throws IOException {
        if (fresh) {
            for (var entry : contents(directory)) {
                if (!entry.endsWith(LOCK)) {
                    delete(entry);
                }
            }
        }
        delete(temporary());
        // A new directory, not an emptied one: a guard of an earlier run may still be at work in the old one.
        delete(run());
        for (var needed : List.of(kafka(), flink(), checkpoints(), logs(), run(), temporary())) {
            Files.createDirectories(needed);
        }
    }

    Path kafka() {
        return directory.resolve("kafka");
    }

    Path flink() {
        return directory.resolve("flink");
    }

    Path checkpoints() {
        return directory.resolve("checkpoints");
    }

    /** The files of the definitions that do not come with the platform, by the names of their pipelines. */
    Path definitions() {
        return directory.resolve("definitions");
    }

    /** Keeps the file as it is now, so that a job that is started again is the same, whatever becomes of the original. */
    void writeDefinition(Definition definition) throws IOException {
        Files.createDirectories(definitions());
        Files.writeString(definition(definition.pipeline()), definition.text());
    }

    /** Where the file of a pipeline's definition is, if it has one of its own. */
    Path definition(String pipeline) {
        return definitions().resolve(pipeline + ".yaml");
    }

    Path savepoints() {
        return directory.resolve("savepoints");
    }

    Path postgresql() {
        return directory.resolve("postgresql");
    }

    Path redis() {
        return directory.resolve("redis");
    }

    /** Where the event lake is, unless LAKE_URI says otherwise. */
    Path lake() {
        return directory.resolve("lake");
    }

    Path prometheus() {
        return directory.resolve("prometheus");
    }

    Path logs() {
        return directory.resolve("logs");
    }

    /** A file with the process id of each running process. */
    Path run() {
        return directory.resolve("run");
    }

    /** Tells those that look at it, from now until the next start. */
    void writePipelinesOfThisRun(List<String> pipelines) throws IOException {
        Files.write(run().resolve(PIPELINES), pipelines);
    }

    /** None when nothing has run here. */
    List<String> pipelinesOfThisRun() {
        try {
            return Files.readAllLines(run().resolve(PIPELINES));
        } catch (IOException nothingHasRun) {
            return List.of();
        }
    }

    /** Emptied at each start. */
    Path temporary() {
        return directory.resolve("tmp");
    }

    @Override
    public void close() throws IOException {
        if (lock != null) {
            lock.channel().close();
        }
    }

    @Override
    public String toString() {
        return directory.toString();
    }

    private static FileLock lock(Path directory) throws IOException {
        var channel = FileChannel.open(directory.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        var lock = channel.tryLock();
        if (lock == null) {
            channel.close();
            throw new CannotGoOn("The data directory " + directory + " is in use by another up. Stop that one, or"
                    + " choose another directory with --data-dir (and other ports with --port-offset)");
        }
        return lock;
    }

    private static List<Path> contents(Path directory) throws IOException {
        try (var entries = Files.list(directory)) {
            return entries.toList();
        }
    }

    /** With everything in it. */
    static void delete(Path root) throws IOException {
        if (Files.notExists(root)) {
            return;
        }
        try (var entries = Files.walk(root)) {
            for (var entry : entries.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(entry);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
