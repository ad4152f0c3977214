package dev.turnstile.kafka.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A real broker in a process of its own, for tests: it can be killed, stopped, suspended and brought back.
 *
 * <pre>{@code
 * try (var broker = KafkaBroker.start(temporaryDirectory)) {
 *     ... broker.bootstrapServers() ...
 * }
 * }</pre>
 *
 * <p>It has no topics and makes none by itself. Its log is {@code broker.log} in its directory, that of the run before
 * {@code broker.log.1}. Not thread-safe, except that it may be asked for its address at any time.
 */
public final class KafkaBroker implements AutoCloseable {

    /** A system property: options for its JVM, with blanks between. Tests, for which it runs for a minute, have some. */
    private static final String JAVA_OPTIONS = "kafka-process.java-options";

    private static final Duration LONGEST_START = Duration.ofSeconds(90);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(30);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    /** Kafka logs it once it is registered and serves requests; see log4j2.xml. */
    private static final String STARTED = "Kafka Server started";

    private final BrokerConfiguration configuration;
    private final BrokerCommand command;
    private volatile Process process;

    private KafkaBroker(BrokerConfiguration configuration, BrokerCommand command) {
        this.configuration = configuration;
        this.command = command;
        this.process = launch();
        Runtime.getRuntime().addShutdownHook(new Thread(this::kill, "kill-kafka-broker"));
    }

    /** Starts a broker on a free port and returns once it serves requests; {@code directory} is made when missing. */
    public static KafkaBroker start(Path directory) throws InterruptedException {
        return start(directory, 0);
    }

    /** As {@link #start(Path)}, on this port; 0 picks a free one. */
    public static KafkaBroker start(Path directory, int port) throws InterruptedException {
        return start(new BrokerConfiguration(directory, port == 0 ? FreePort.pick() : port, FreePort.pick()));
    }

    /**
     * As {@link #start(Path, int)}, one that asks its clients who they are. What it denies them is in its log. On a
     * directory of before, the users are those of the first time.
     */
    public static KafkaBroker start(Path directory, int port, BrokerLogins logins) throws InterruptedException {
        return start(new BrokerConfiguration(directory, port == 0 ? FreePort.pick() : port, FreePort.pick(), logins));
    }

    private static KafkaBroker start(BrokerConfiguration configuration) throws InterruptedException {
        var command = new BrokerCommand(configuration, BrokerJars.ofTheBuild());
        command.prepare();
        var broker = new KafkaBroker(configuration, command);
        broker.awaitStarted();
        return broker;
    }

    public String bootstrapServers() {
        return configuration.bootstrapServers();
    }

    public int port() {
        return configuration.port();
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public Path log() {
        return configuration.directory().resolve("broker.log");
    }

    /** SIGKILL: as when the machine dies. What was written stays written. */
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** SIGTERM, and waits for the end; a broker that does not end within 30 s is killed. */
    public void stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(LONGEST_STOP.toSeconds(), TimeUnit.SECONDS)) {
            kill();
        }
    }

    /** Stops the broker if it is alive and starts it again on the same port with the same data. */
    public void restart() throws InterruptedException {
        stop();
        process = launch();
        awaitStarted();
    }

    /** SIGSTOP: connections stay open, nothing answers. Returns when nothing does any more. */
    public void suspend() throws InterruptedException {
        signal("STOP");
        // A thread that is on a processor goes on for a moment, and may yet answer.
        while (!isSuspended()) {
            Thread.sleep(BETWEEN_LOOKS.toMillis());
        }
    }

    /** By what Linux says of each thread; elsewhere it is believed. */
    private boolean isSuspended() {
        Path threads = Path.of("/proc", Long.toString(process.pid()), "task");
        if (Files.notExists(threads)) {
            return true;
        }
        try (var each = Files.list(threads)) {
            return each.allMatch(KafkaBroker::isSuspended);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot see what the broker's threads do", e);
        }
    }

    private static boolean isSuspended(Path thread) {
        try {
            String stat = Files.readString(thread.resolve("stat"));
            return stat.startsWith("T", stat.lastIndexOf(')') + 2);
        } catch (IOException hasEnded) {
            return true;
        }
    }

    /** SIGCONT: the end of {@link #suspend()}. */
    public void resume() throws InterruptedException {
        signal("CONT");
    }

    /** Kills the broker, which is quick and works on a suspended one too; its data stay. */
    @Override
    public void close() {
        kill();
    }

    private Process launch() {
        try {
            if (Files.exists(log())) {
                Files.move(log(), log().resolveSibling("broker.log.1"), StandardCopyOption.REPLACE_EXISTING);
            }
            var builder =
                    new ProcessBuilder(command.line()).redirectErrorStream(true).redirectOutput(log().toFile());
            builder.environment().put("JDK_JAVA_OPTIONS", System.getProperty(JAVA_OPTIONS, ""));
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start a broker in " + configuration.directory(), e);
        }
    }

    private void awaitStarted() throws InterruptedException {
        long start = System.nanoTime();
        while (!logged().contains(STARTED)) {
            boolean late = System.nanoTime() - start > LONGEST_START.toNanos();
            if (late || process.waitFor(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS)) {
                var what = late ? "was not up after " + LONGEST_START.toSeconds() + " s" : "ended while it started";
                kill();
                throw new IllegalStateException("The broker on port " + port() + " " + what + ":\n" + logged());
            }
        }
    }

    private String logged() {
        try {
            return Files.readString(log());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the broker's log", e);
        }
    }

    private void signal(String name) throws InterruptedException {
        try {
            // The shell's own kill: a small machine may have no other.
            var kill = new ProcessBuilder("sh", "-c", "kill -" + name + " " + pid()).start();
            if (kill.waitFor() != 0) {
                throw new IllegalStateException("The broker with process id " + pid() + " cannot be sent SIG" + name);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot run a shell to signal the broker", e);
        }
    }
}
