package dev.turnstile.local.flink;

import java.nio.file.Path;

/**
 * A file's address as Flink reads it: a space is a space. {@link Path#toUri()} writes it as {@code %20}, which Flink takes
 * for three characters of the name.
 */
public final class FlinkPath {

    private FlinkPath() {}

    public static String of(Path file) {
        return "file://" + file.toAbsolutePath();
    }

    /** The file that is meant by such an address, which Flink also writes with one slash: {@code file:/data}. */
    static Path toFile(String address) {
        return Path.of(address.replaceFirst("^file:(//)?(?=/)", ""));
    }
}
