package dev.turnstile.local;

import dev.turnstile.local.process.CannotGoOn;
import dev.turnstile.local.process.PidFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** Processes whose {@code up} was killed; its guard is about to end them, which takes a moment. */
final class OrphansOfAnEarlierRun {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(15);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

    private OrphansOfAnEarlierRun() {}

    static void awaitEnd(Path pids) {
        long start = System.nanoTime();
        for (var alive = PidFile.stillRunning(pids); !alive.isEmpty(); alive = PidFile.stillRunning(pids)) {
            if (System.nanoTime() - start > LONGEST_WAIT.toNanos()) {
                throw new CannotGoOn("Processes of an earlier run are still there: " + list(alive)
                        + ". End them with: kill " + numbers(alive));
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(BETWEEN_LOOKS.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotGoOn("Interrupted while waiting for processes of an earlier run to end", e);
        }
    }

    private static String list(List<PidFile> files) {
        return files.stream().map(PidFile::name).collect(Collectors.joining(", "));
    }

    private static String numbers(List<PidFile> files) {
        return files.stream()
                .flatMap(file -> file.process().stream())
                .map(process -> Long.toString(process.pid()))
                .collect(Collectors.joining(" "));
    }
}
