package dev.turnstile.databases;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Redis that appends every write to a file, so that being killed costs nothing. */
public final class RedisServer implements DatabaseServer {

    private static final int LONGEST_ANSWER_MILLIS = 1_000;

    private final Programs programs;
    private final Path directory;
    private final int port;

    /** @param directory everything the server keeps; survives a restart */
    public RedisServer(Programs programs, Path directory, int port) {
        this.programs = programs;
        this.directory = directory.toAbsolutePath().normalize();
        this.port = port;
    }

    @Override
    public String name() {
        return "redis";
    }

    @Override
    public void prepare() {
        try {
            Files.createDirectories(directory);
            // In a file, because everybody can see the command line.
            Files.writeString(configuration(), """
                    # Written at every start; changes here are lost
                    bind 127.0.0.1
                    port %d
                    dir "%s"
                    requirepass %s
                    appendonly yes
                    save ""
                    maxmemory 64mb
                    """.formatted(port, directory, Password.in(directory)));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot prepare Redis's directory " + directory, e);
        }
    }

    @Override
    public List<String> command() {
        return List.of(programs.redisServer().toString(), configuration().toString());
    }

    @Override
    public String stopSignal() {
        return "TERM";
    }

    /** It answers, and has read its file. */
    @Override
    public boolean isReady() {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), LONGEST_ANSWER_MILLIS);
            socket.setSoTimeout(LONGEST_ANSWER_MILLIS);
            socket.getOutputStream().write(("AUTH " + Password.in(directory) + "\r\nPING\r\n").getBytes(US_ASCII));
            var answers = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
            return "+OK".equals(answers.readLine()) && "+PONG".equals(answers.readLine());
        } catch (IOException notYet) {
            return false;
        }
    }

    @Override
    public String url() {
        return "redis://:" + Password.in(directory) + "@127.0.0.1:" + port + "/0";
    }

    private Path configuration() {
        return directory.resolve("redis.conf");
    }
}
