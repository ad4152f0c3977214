package dev.turnstile.local.endtoend;

import static org.awaitility.Awaitility.await;

import dev.turnstile.local.FreePorts;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The platform as {@code deploy/local/up} starts it, at ports that were free. */
final class RunningPlatform implements AutoCloseable {

    static final Duration START = Duration.ofMinutes(6);
    static final Path PROJECT = Path.of("../..").toAbsolutePath().normalize();

    private final Path data;
    private final Path output;
    private final int portOffset;
    private final Map<String, String> settings;
    private final List<String> options;
    private Process launcher;

    private RunningPlatform(Path directory, int portOffset, Map<String, String> settings, List<String> options) {
        this.data = directory.resolve("the data");
        this.output = directory.resolve("up.log");
        this.portOffset = portOffset;
        this.settings = settings;
        this.options = options;
    }

    /** Starts one with these pipelines and settings, without traffic and without anything from an earlier run. */
    static RunningPlatform fresh(Path directory, String pipelines, Map<String, String> settings) throws IOException {
        return fresh(directory, settings, List.of("--pipelines", pipelines, "--traffic", "0"));
    }

    /** Starts one with these pipelines and so many sample events per second. */
    static RunningPlatform fresh(Path directory, String pipelines, int traffic, boolean withPrometheus)
            throws IOException {
        List<String> options =
                new ArrayList<>(List.of("--pipelines", pipelines, "--traffic", Integer.toString(traffic)));
        if (withPrometheus) {
            options.add("--with-prometheus");
        }
        return fresh(directory, Map.of(), options);
    }

    /** Starts one as {@code up} is started with these settings and options. */
    static RunningPlatform fresh(Path directory, Map<String, String> settings, List<String> options)
            throws IOException {
        Files.createDirectories(directory);
        RunningPlatform platform = new RunningPlatform(directory, FreePorts.offset(), settings, options);
        platform.start("--fresh");
        return platform;
    }

    /** Starts it again, on the data of before. */
    void startAgain() throws IOException {
        start();
    }

    private void start(String... more) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                java(),
                "-Xmx96m",
                "-Dturnstile.project=" + PROJECT,
                "-cp",
                "target/local-platform.jar:target/lib/*",
                "dev.turnstile.local.Up",
                "--port-offset",
                Integer.toString(portOffset),
                "--data-dir",
                data.toString()));
        command.addAll(options);
        command.addAll(Arrays.asList(more));
        ProcessBuilder up =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        up.environment().putAll(settings);
        launcher = up.start();
        await("Turnstile is up").atMost(START).until(() -> {
            if (!launcher.isAlive()) {
                throw new IllegalStateException("up ended by itself:\n" + said());
            }
            return said().contains("Turnstile is up");
        });
    }

    /** What the launcher has printed since it was started last. */
    String said() throws IOException {
        return Files.readString(output);
    }

    /** As Ctrl-C does; waits for the end and gives the exit code. */
    int stop() throws InterruptedException {
        launcher.destroy();
        if (!launcher.waitFor(2, TimeUnit.MINUTES)) {
            throw new IllegalStateException("up does not stop");
        }
        return launcher.exitValue();
    }

    /** Kills a process of the platform as {@code kill -9} does, by its name in {@code run/}. */
    void kill(String name) throws IOException {
        process(name).destroyForcibly();
    }

    /** Cuts off the end of a pipeline's newest checkpoint; gives its name. */
    String breakNewestCheckpoint(String pipeline) throws IOException {
        Path checkpoints = data.resolve("checkpoints").resolve(pipeline);
        try (var files = Files.walk(checkpoints)) {
            Path newest = files.filter(file -> file.endsWith("_metadata"))
                    .max(Comparator.comparing(file -> file.toFile().lastModified()))
                    .orElseThrow(() -> new IllegalStateException(pipeline + " has no checkpoint"));
            try (var file = FileChannel.open(newest, StandardOpenOption.WRITE)) {
                file.truncate(file.size() / 2);
            }
            return checkpoints.relativize(newest.getParent()).toString();
        }
    }

    ProcessHandle process(String name) throws IOException {
        long pid = Long.parseLong(
                Files.readString(data.resolve("run").resolve(name + ".pid")).strip());
        return ProcessHandle.of(pid).orElseThrow(() -> new IllegalStateException(name + " is not running"));
    }

    /** Every process that belongs to this platform by its command line. */
    List<ProcessHandle> processes() {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info()
                        .commandLine()
                        .filter(line -> line.contains(data.toString()))
                        .isPresent())
                .toList();
    }

    /** A command line for a platform at the ordinary place, for this one. */
    String atItsPlace(String commandLine) {
        return commandLine
                .replace("deploy/local/jobs", "deploy/local/jobs --data-dir '" + data + "'")
                .replace(".turnstile/", "'" + data + "'/")
                .replace("http://127.0.0.1:8080/", dashboard("/").toString())
                .replace("http://127.0.0.1:8092/", orders("/").toString());
    }

    String kafka() {
        return "127.0.0.1:" + (9092 + portOffset);
    }

    URI dashboard(String path) {
        return at(8080, path);
    }

    URI flink(String path) {
        return at(8081, path);
    }

    URI bookings(String path) {
        return at(8091, path);
    }

    URI orders(String path) {
        return at(8092, path);
    }

    URI prometheus(String path) {
        return at(9090, path);
    }

    /** Where each process tells its metrics. */
    List<URI> metrics() {
        return List.of(
                at(9191, "/actuator/prometheus"),
                at(9192, "/actuator/prometheus"),
                at(9193, "/actuator/prometheus"),
                at(9180, "/actuator/prometheus"),
                at(9249, "/metrics"),
                at(9250, "/metrics"));
    }

    private URI at(int port, String path) {
        return URI.create("http://127.0.0.1:" + (port + portOffset) + path);
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    @Override
    public void close() {
        if (launcher.isAlive()) {
            launcher.destroy();
            try {
                if (!launcher.waitFor(1, TimeUnit.MINUTES)) {
                    launcher.destroyForcibly();
                }
            } catch (InterruptedException e) {
                launcher.destroyForcibly();
                Thread.currentThread().interrupt();
            }
        }
    }
}
