package dev.turnstile.databases;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A database server in a process of its own, for tests: it can be killed, stopped and brought back.
 *
 * <pre>{@code
 * try (var postgresql = DatabaseProcess.postgresql(temporaryDirectory)) {
 *     ... postgresql.url() ...
 * }
 * }</pre>
 */
public final class DatabaseProcess implements AutoCloseable {

    private static final Duration LONGEST_START = Duration.ofSeconds(90);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(30);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    /** Shared by all tests of a build: unpacking takes seconds. */
    private static final Programs PROGRAMS = new Programs(Path.of("target", "database-programs"));

    private final DatabaseServer server;
    private final Path log;
    private Process process;

    private DatabaseProcess(DatabaseServer server, Path directory) throws IOException, InterruptedException {
        this.server = server;
        this.log = Files.createDirectories(directory).resolve(server.name() + ".log");
        server.prepare();
        this.process = launch();
        Runtime.getRuntime().addShutdownHook(new Thread(this::kill, "kill-" + server.name()));
        awaitReady();
    }

    /** Starts PostgreSQL on a free port and returns once it can be used; {@code directory} is made when missing. */
    public static DatabaseProcess postgresql(Path directory) throws IOException, InterruptedException {
        return new DatabaseProcess(new PostgresqlServer(PROGRAMS, directory, freePort()), directory);
    }

    /** Starts Redis on a free port and returns once it can be used; {@code directory} is made when missing. */
    public static DatabaseProcess redis(Path directory) throws IOException, InterruptedException {
        return new DatabaseProcess(new RedisServer(PROGRAMS, directory, freePort()), directory);
    }

    /** All that a client needs, its password included; the same after a restart. */
    public String url() {
        return server.url();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** SIGKILL: as when the machine runs out of memory. What was acknowledged stays written. */
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** In order, and waits for the end; a server that does not end within 30 s is killed. */
    public void stop() throws IOException, InterruptedException {
        Signals.send(process.pid(), server.stopSignal());
        if (!process.waitFor(LONGEST_STOP.toSeconds(), TimeUnit.SECONDS)) {
            kill();
        }
    }

    /** Stops it if it is alive and starts it again on the same port with the same data. */
    public void restart() throws IOException, InterruptedException {
        if (process.isAlive()) {
            stop();
        }
        process = launch();
        awaitReady();
    }

    /** Kills it; its data stay. */
    @Override
    public void close() {
        kill();
    }

    private Process launch() throws IOException {
        return new ProcessBuilder(server.command())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    private void awaitReady() throws IOException, InterruptedException {
        long start = System.nanoTime();
        while (!server.isReady()) {
            if (System.nanoTime() - start > LONGEST_START.toNanos()) {
                kill();
                throw new IllegalStateException(server.name() + " does not start:\n" + Files.readString(log));
            }
            if (process.waitFor(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS)) {
                // What a killed one has left behind, its own children above all, takes a moment to go.
                process = launch();
            }
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
