package dev.turnstile.local.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A file with a running process's id, so that people and scripts find it: {@code kill $(cat run/kafka.pid)}. */
public final class PidFile {

    private static final String ENDING = ".pid";
    private static final Duration CLOCK_GRAIN = Duration.ofSeconds(2);

    private final Path file;

    PidFile(Path directory, String name) {
        this(directory.resolve(name + ENDING));
    }

    private PidFile(Path file) {
        this.file = file;
    }

    /** Those in this directory whose processes are still there, although the launcher that wrote them is not. */
    public static List<PidFile> stillRunning(Path directory) {
        try (var files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(ENDING))
                    .sorted()
                    .map(PidFile::new)
                    .filter(pid -> pid.process().isPresent())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot look for processes of an earlier run in " + directory, e);
        }
    }

    public String name() {
        var name = file.getFileName().toString();
        return name.substring(0, name.length() - ENDING.length());
    }

    /** The living process that the file was written for; a later one that was given the same number is not meant. */
    public Optional<ProcessHandle> process() {
        try {
            var written = Files.getLastModifiedTime(file).toInstant().plus(CLOCK_GRAIN);
            return ProcessHandle.of(Long.parseLong(Files.readString(file).strip()))
                    .filter(ProcessHandle::isAlive)
                    .filter(process ->
                            process.info().startInstant().orElse(Instant.MIN).isBefore(written));
        } catch (IOException | NumberFormatException unreadable) {
            return Optional.empty();
        }
    }

    void write(long pid) throws IOException {
        Files.writeString(file, pid + "\n");
    }

    void delete() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot delete " + file, e);
        }
    }
}
