package dev.turnstile.local;

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

/** Where a platform keeps everything: one directory, used by one {@code up} at a time. */
final class DataDirectory implements AutoCloseable {

    /** Its presence says that a directory is ours to empty. */
    private static final String LOCK = "turnstile.lock";

    private final Path directory;
    private final FileLock lock;

    private DataDirectory(Path directory, FileLock lock) {
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

    Path logs() {
        return directory.resolve("logs");
    }

    /** A file with the process id of each running process. */
    Path run() {
        return directory.resolve("run");
    }

    /** Emptied at each start. */
    Path temporary() {
        return directory.resolve("tmp");
    }

    @Override
    public void close() throws IOException {
        lock.channel().close();
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

    private static void delete(Path root) throws IOException {
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
