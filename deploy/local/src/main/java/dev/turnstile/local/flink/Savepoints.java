package dev.turnstile.local.flink;

import dev.turnstile.local.process.CannotGoOn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A pipeline's savepoints, {@code <directory>/savepoint-<job>-<random>}. They are its operator's: nothing deletes them. */
final class Savepoints {

    /** Flink writes it last. */
    private static final String METADATA = "_metadata";

    private final Path directory;

    Savepoints(Path directory) {
        this.directory = directory;
    }

    Optional<Path> newest() {
        return all().stream()
                .max(Comparator.comparing(
                        savepoint -> savepoint.resolve(METADATA).toFile().lastModified()));
    }

    /** Given by its name in the directory, or as the path of any savepoint or checkpoint. */
    Path named(String name) {
        var inDirectory = directory.resolve(name);
        var state = Files.exists(inDirectory) ? inDirectory : Path.of(name);
        if (!Files.isRegularFile(state.resolve(METADATA))) {
            var known = all().stream()
                    .map(savepoint -> savepoint.getFileName().toString())
                    .toList();
            throw new CannotGoOn("There is no savepoint " + name + ", nor a checkpoint; in " + directory + " there "
                    + (known.isEmpty() ? "is none" : "are " + String.join(", ", known)));
        }
        return state.toAbsolutePath().normalize();
    }

    private List<Path> all() {
        if (Files.notExists(directory)) {
            return List.of();
        }
        try (var entries = Files.list(directory)) {
            return entries.filter(entry -> Files.isRegularFile(entry.resolve(METADATA)))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot look for savepoints in " + directory, e);
        }
    }
}
