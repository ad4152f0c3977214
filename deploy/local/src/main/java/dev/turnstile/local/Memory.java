package dev.turnstile.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Whether there is enough memory for all processes, as Linux tells it; elsewhere nobody is turned away. */
final class Memory {

    /** What all processes together need, measured, and a little to spare. */
    static final long NEEDED_MEBIBYTES = 3_000;

    private static final Pattern AVAILABLE = Pattern.compile("(?m)^MemAvailable:\\s+(\\d+) kB$");

    private Memory() {}

    /** Empty when there is enough, otherwise one line that says how much is missing. */
    static String complaint(Path memoryInformation) {
        var available = availableMebibytes(memoryInformation);
        return available.isEmpty() || available.getAsLong() >= NEEDED_MEBIBYTES
                ? ""
                : "Too little memory: the platform needs " + NEEDED_MEBIBYTES + " MiB and " + available.getAsLong()
                        + " MiB are available. Close something, or give the machine more";
    }

    private static OptionalLong availableMebibytes(Path memoryInformation) {
        try {
            var line = AVAILABLE.matcher(Files.readString(memoryInformation));
            return line.find() ? OptionalLong.of(Long.parseLong(line.group(1)) / 1024) : OptionalLong.empty();
        } catch (IOException notLinux) {
            return OptionalLong.empty();
        }
    }
}
