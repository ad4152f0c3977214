package dev.turnstile.local.process;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Optional;

/** Waits for what somebody else does; on a terminal, a line that is written over says for what and for how long. */
public final class Waiting {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);
    private static final String TO_LINE_START_AND_CLEAR = "\r\u001b[K";

    private final PrintStream err;
    private final boolean isOnTerminal;

    public Waiting(PrintStream err, boolean isOnTerminal) {
        this.err = err;
        this.isOnTerminal = isOnTerminal;
    }

    /** Looks again and again. */
    @FunctionalInterface
    public interface Look<T> {
        Optional<T> look() throws IOException, InterruptedException;
    }

    /**
     * What the look has found at last.
     *
     * @param what is waited for, as a person says it
     * @param otherwise what to do when it has not come after the longest time
     * @throws CannotGoOn when it has not
     */
    public <T> T until(String what, Duration longest, String otherwise, Look<T> look)
            throws IOException, InterruptedException {
        long start = System.nanoTime();
        try {
            while (true) {
                var found = look.look();
                if (found.isPresent()) {
                    return found.get();
                }
                var waited = Duration.ofNanos(System.nanoTime() - start);
                if (waited.compareTo(longest) > 0) {
                    throw new CannotGoOn(what + ": not after " + longest.toSeconds() + " s. " + otherwise);
                }
                show(what + ", " + waited.toSeconds() + " s");
                Thread.sleep(BETWEEN_LOOKS.toMillis());
            }
        } finally {
            show("");
        }
    }

    private void show(String line) {
        if (isOnTerminal) {
            err.print(TO_LINE_START_AND_CLEAR + line);
            err.flush();
        }
    }
}
