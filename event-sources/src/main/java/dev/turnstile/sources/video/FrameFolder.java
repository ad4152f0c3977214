package dev.turnstile.sources.video;

import dev.turnstile.events.video.Frame;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.zip.CRC32;

/**
 * A folder of JPEG files, one folder in it for each source. Names of sources and frames come from anybody: of them, only
 * letters, digits, hyphens and underscores get into the name of a file, so none leads out of the folder, and a checksum
 * keeps apart what has then become the same.
 */
record FrameFolder(Path folder) {

    private static final int MOST_CHARACTERS = 80;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss-SSS", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** Writes a frame, or the same again; whoever looks never sees half of one. */
    Path write(Frame frame) throws IOException {
        Path directory = Files.createDirectories(folder.resolve(safe(frame.source())));
        Path file = directory.resolve(TIME.format(frame.timestamp()) + "_" + safe(frame.frameId()) + ".jpg");
        Path partial = Files.createTempFile(directory, ".", ".partial");
        try {
            Files.write(partial, frame.jpeg());
            return Files.move(partial, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(partial);
        }
    }

    static String safe(String name) {
        String kept = name.replaceAll("[^A-Za-z0-9_-]", "_");
        if (kept.equals(name) && name.length() <= MOST_CHARACTERS) {
            return name;
        }
        CRC32 checksum = new CRC32();
        checksum.update(name.getBytes(StandardCharsets.UTF_8));
        return String.format(
                Locale.ROOT,
                "%s_%08x",
                kept.substring(0, Math.min(kept.length(), MOST_CHARACTERS)),
                checksum.getValue());
    }
}
