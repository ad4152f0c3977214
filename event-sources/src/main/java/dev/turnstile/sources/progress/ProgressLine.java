package dev.turnstile.sources.progress;

import java.io.Console;
import java.io.PrintStream;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * On a terminal, one line that is written over every second; in a pipe or a log file, nothing but news and the end.
 * Progress and news go to standard error, the end to standard output.
 */
public final class ProgressLine implements AutoCloseable {

    private static final String TO_LINE_START_AND_CLEAR = "\r\u001b[K";

    private final boolean isOnTerminal = isOnTerminal();
    private final PrintStream out = System.out;
    private final PrintStream err = System.err;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "progress");
        thread.setDaemon(true);
        return thread;
    });

    /** Shows this line, as it is at the time, from now on. */
    public void show(Supplier<String> line) {
        if (isOnTerminal) {
            // Ended with the clock, in close().
            var unused = clock.scheduleAtFixedRate(
                    () -> {
                        err.print(TO_LINE_START_AND_CLEAR + line.get());
                        err.flush();
                    },
                    1,
                    1,
                    TimeUnit.SECONDS);
        }
    }

    /** Says something on a line of its own. */
    public void news(String text) {
        err.println((isOnTerminal ? TO_LINE_START_AND_CLEAR : "") + text);
    }

    /** The last word. */
    public void end(String summary) {
        close();
        if (isOnTerminal) {
            err.print(TO_LINE_START_AND_CLEAR);
        }
        out.println(summary);
        out.flush();
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }

    /** From JDK 22 on there is a console in a pipe, too, and it has to be asked. */
    @SuppressWarnings("SystemConsoleNull") // On older ones its being null is the answer.
    private static boolean isOnTerminal() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }
}
