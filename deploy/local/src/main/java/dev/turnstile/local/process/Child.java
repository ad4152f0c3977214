package dev.turnstile.local.process;

import dev.turnstile.databases.Signals;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A process of the platform: started, watched, started again when it dies, and stopped. Thread-safe. */
public final class Child {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);
    private static final int LINES_TO_SHOW = 15;

    /**
     * Ctrl-C goes to all processes of a terminal; the launcher alone decides in which order they end. A session of its own
     * has no terminal; where there is no setsid (macOS), whoever does not ask for the signal ignores it.
     */
    private static final List<String> DEAF_TO_THE_TERMINAL = List.of("/bin/sh", "-c", """
                    trap '' INT HUP
                    command -v setsid >/dev/null && exec setsid "$0" "$@"
                    exec "$0" "$@"
                    """);

    private final ProcessDefinition definition;
    private final LogFile log;
    private final PidFile pidFile;
    private final Console console;
    private final Backoff backoff = new Backoff();

    private @Nullable Process process;
    private @Nullable Instant startAgainAt;
    private boolean stopped;

    public Child(ProcessDefinition definition, Path logs, Path pids, Console console) {
        this.definition = definition;
        this.log = new LogFile(logs.resolve(definition.name() + ".log"));
        this.pidFile = new PidFile(pids, definition.name());
        this.console = console;
    }

    public String name() {
        return definition.name();
    }

    public synchronized void start() {
        try {
            log.beginRun();
            if (!stopped) {
                process = launch();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start " + name(), e);
        }
    }

    /** Waits until the process can be used. */
    public void awaitReady(Duration longest) throws InterruptedException {
        long start = System.nanoTime();
        while (!definition.readiness().isReady()) {
            var started = current();
            if (started == null || !started.isAlive()) {
                throw new CannotGoOn(name() + " ended while it started. " + endOfLog());
            }
            if (System.nanoTime() - start > longest.toNanos()) {
                throw new CannotGoOn(name() + " was not ready after " + longest.toSeconds() + " s. " + endOfLog());
            }
            Thread.sleep(BETWEEN_LOOKS.toMillis());
        }
    }

    /** To be called often while the platform is up: starts the process again when it has died, after a pause. */
    public synchronized void look(Instant now) {
        var watched = process;
        if (watched == null || stopped) {
            return;
        }
        try {
            log.keepBounded();
            if (!watched.isAlive()) {
                startAgain(watched, now);
            }
        } catch (IOException e) {
            console.event(name() + " cannot be looked after: " + e);
        }
    }

    private void startAgain(Process ended, Instant now) throws IOException {
        if (startAgainAt == null) {
            var pause = backoff.afterFailure(now);
            startAgainAt = now.plus(pause);
            console.event(name() + " (process " + ended.pid() + ") ended with exit code " + ended.exitValue()
                    + "; starting it again in " + pause.toSeconds() + " s");
        } else if (!now.isBefore(startAgainAt)) {
            startAgainAt = null;
            var started = launch();
            process = started;
            console.event(name() + " is started again (process " + started.pid() + ")");
        }
    }

    /** Asks it to stop; the process is not started again any more. */
    public synchronized void terminate() throws InterruptedException {
        stopped = true;
        if (process != null && process.isAlive()) {
            try {
                Signals.send(process.pid(), definition.stopSignal());
            } catch (IOException e) {
                process.destroy();
            }
        }
    }

    /** After {@link #terminate()}: waits for the end, and brings it about with SIGKILL when it takes too long. */
    public void awaitEnd(Duration longest) throws InterruptedException {
        var ending = current();
        if (ending == null) {
            return;
        }
        if (!ending.waitFor(longest.toMillis(), TimeUnit.MILLISECONDS)) {
            console.event(name() + " did not end within " + longest.toSeconds() + " s and is killed");
            ending.destroyForcibly().waitFor();
        }
        pidFile.delete();
    }

    private synchronized @Nullable Process current() {
        return process;
    }

    private Process launch() throws IOException {
        var command = new ArrayList<>(DEAF_TO_THE_TERMINAL);
        command.addAll(definition.command());
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.path().toFile()));
        builder.environment().clear();
        builder.environment().putAll(definition.environment());
        var started = builder.start();
        pidFile.write(started.pid());
        return started;
    }

    private String endOfLog() {
        return "The end of its log, " + log.path() + ":\n"
                + String.join("\n", log.lastTellingLines(LINES_TO_SHOW))
                        .indent(4)
                        .stripTrailing();
    }
}
