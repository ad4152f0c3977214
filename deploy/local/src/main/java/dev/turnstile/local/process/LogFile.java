package dev.turnstile.local.process;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.regex.Pattern;

/** The log of one process: bounded, with what was before it in {@code <name>.log.1}. */
final class LogFile {

    private static final long LARGEST_BYTES = 20L * 1024 * 1024;
    private static final int TAIL_BYTES = 64 * 1024;
    private static final Pattern IN_PASSING = Pattern.compile("\\bINFO\\b|\\bDEBUG\\b|^\\s+at |^\\s+\\.\\.\\. ");

    private final Path file;

    LogFile(Path file) {
        this.file = file;
    }

    Path path() {
        return file;
    }

    /** A new run of the platform: the last run's log is kept, the one before that is not. */
    void beginRun() throws IOException {
        if (Files.exists(file)) {
            Files.move(file, previous(), StandardCopyOption.REPLACE_EXISTING);
        }
        Files.createFile(file);
    }

    /**
     * The process keeps the file open, so it is copied and emptied rather than moved; the process appends, so it goes on
     * at the new end. A line written in between the two is lost, and that is all.
     */
    void keepBounded() throws IOException {
        if (Files.size(file) > LARGEST_BYTES) {
            Files.copy(file, previous(), StandardCopyOption.REPLACE_EXISTING);
            FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)
                    .close();
        }
    }

    /** The end of the log without what is said in passing: most likely, why the process ended. */
    List<String> lastTellingLines(int count) {
        try (var channel = FileChannel.open(file)) {
            long start = Math.max(0, channel.size() - TAIL_BYTES);
            var bytes = ByteBuffer.allocate(TAIL_BYTES);
            channel.read(bytes, start);
            var lines = new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !IN_PASSING.matcher(line).find())
                    .toList();
            return lines.subList(Math.max(0, lines.size() - count), lines.size());
        } catch (IOException e) {
            return List.of("(" + file + " cannot be read: " + e.getMessage() + ")");
        }
    }

    private Path previous() {
        return file.resolveSibling(file.getFileName() + ".1");
    }
}
