package dev.turnstile.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Whether there is enough memory for all processes, as Linux tells it; elsewhere nobody is turned away. */
final class Memory {

    /** What the processes need that are always there, measured, and a little to spare. */
    private static final long BASE_MEBIBYTES = 2_200;

    /** A pipeline's share of Flink, what feeds it and what it writes to. */
    private static final long MEBIBYTES_PER_PIPELINE = 400;

    private static final Pattern AVAILABLE = Pattern.compile("(?m)^MemAvailable:\\s+(\\d+) kB$");

    private Memory() {}

    /** Empty when there is enough, otherwise one line that says how much is missing. */
    static String complaint(Path memoryInformation, int pipelines) {
        var available = availableMebibytes(memoryInformation);
        long needed = BASE_MEBIBYTES + pipelines * MEBIBYTES_PER_PIPELINE;
        return available.isEmpty() || available.getAsLong() >= needed
                ? ""
                : "Too little memory: the platform needs " + needed + " MiB and " + available.getAsLong()
                        + " MiB are available. Close something, give the machine more, or run fewer --pipelines";
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
