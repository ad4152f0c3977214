package dev.turnstile.databases;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/** PostgreSQL with one database, {@code turnstile}, whose owner has that name too. */
public final class PostgresqlServer implements DatabaseServer {

    private static final String NAME = "turnstile";

    /** Postgres writes its process id and state into it: the last line, the eighth, is "ready" when it is. */
    private static final String STATE = "postmaster.pid";

    private static final int STATE_LINE = 7;

    private final Programs programs;
    private final Path directory;
    private final int port;

    /** @param directory everything the server keeps; survives a restart */
    public PostgresqlServer(Programs programs, Path directory, int port) {
        this.programs = programs;
        this.directory = directory.toAbsolutePath().normalize();
        this.port = port;
    }

    @Override
    public String name() {
        return "postgresql";
    }

    @Override
    public void prepare() throws InterruptedException {
        var complaint = Unprivileged.complaint();
        if (!complaint.isEmpty()) {
            throw new IllegalStateException(complaint);
        }
        if (Files.exists(cluster())) {
            return;
        }
        try {
            // What was begun and not finished is in the way; only a whole cluster gets its name.
            var begun = directory.resolve("begun-" + ProcessHandle.current().pid());
            Password.in(directory);
            run(
                    "",
                    program("initdb"),
                    "--pgdata=" + begun,
                    "--username=" + NAME,
                    "--pwfile=" + directory.resolve("password"),
                    "--auth=scram-sha-256",
                    "--encoding=UTF8",
                    "--locale=C",
                    "--no-instructions");
            run("CREATE DATABASE " + NAME + ";\n", program("postgres"), "--single", "-D", begun.toString(), "postgres");
            Files.move(begun, cluster(), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot prepare PostgreSQL's directory " + directory, e);
        }
    }

    @Override
    public List<String> command() {
        var command = new ArrayList<>(Unprivileged.command(program("postgres")));
        command.addAll(List.of("-D", cluster().toString(), "-p", Integer.toString(port)));
        List.of(
                        "listen_addresses=127.0.0.1",
                        "unix_socket_directories=",
                        // Few clients and little memory.
                        "max_connections=40",
                        "shared_buffers=32MB",
                        "io_method=sync",
                        "jit=off",
                        "max_wal_size=256MB",
                        "log_checkpoints=off")
                .forEach(setting -> command.addAll(List.of("-c", setting)));
        return List.copyOf(command);
    }

    /** On SIGTERM it would wait for its clients to leave. */
    @Override
    public String stopSignal() {
        return "INT";
    }

    @Override
    public boolean isReady() {
        try {
            var state = Files.readAllLines(cluster().resolve(STATE));
            return state.size() > STATE_LINE
                    && state.get(STATE_LINE).strip().equals("ready")
                    && ProcessHandle.of(Long.parseLong(state.get(0).strip())).isPresent();
        } catch (IOException | NumberFormatException notYet) {
            return false;
        }
    }

    /** For JDBC. */
    @Override
    public String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + NAME + "?user=" + NAME + "&password="
                + Password.in(directory);
    }

    private Path cluster() {
        return directory.resolve("cluster");
    }

    private String program(String name) {
        return programs.postgresql().resolve("bin").resolve(name).toString();
    }

    private void run(String input, String... command) throws IOException, InterruptedException {
        var log = directory.resolve("prepare.log");
        var process = new ProcessBuilder(Unprivileged.command(command))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        try (var in = process.outputWriter()) {
            in.write(input);
        }
        if (process.waitFor() != 0) {
            throw new IllegalStateException("PostgreSQL cannot be prepared:\n" + Files.readString(log));
        }
    }
}
