package dev.turnstile.databases;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/** A password that a data directory is given once, in a file that its owner alone can read. */
final class Password {

    private static final int BYTES = 16;

    private Password() {}

    /** 32 hexadecimal digits, the same whenever it is asked for. */
    static String in(Path directory) {
        var file = directory.resolve("password");
        try {
            if (Files.notExists(file)) {
                Files.createDirectories(directory);
                var secret = new byte[BYTES];
                new SecureRandom().nextBytes(secret);
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                Files.writeString(file, HexFormat.of().formatHex(secret));
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot keep a password in " + file, e);
        }
    }
}
