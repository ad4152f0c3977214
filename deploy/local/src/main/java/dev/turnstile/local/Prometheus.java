package dev.turnstile.local;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Prometheus as it runs elsewhere, the same rules and the same targets, at the addresses that these have here. */
final class Prometheus {

    private static final String PROGRAM = "prometheus";

    private final Path monitoring;
    private final Path directory;
    private final Ports ports;

    /**
     * @param monitoring where its configuration and its rules are kept in the project
     * @param directory where everything of this one is kept
     */
    Prometheus(Path monitoring, Path directory, Ports ports) {
        this.monitoring = monitoring;
        this.directory = directory;
        this.ports = ports;
    }

    /** Empty when it is installed, otherwise one line that says how to come by it. */
    static String complaint() {
        return program().isPresent()
                ? ""
                : "Prometheus is not installed: there is no program " + PROGRAM + " on the PATH. On Debian:"
                        + " apt-get install --no-install-recommends prometheus. Or leave out --with-prometheus";
    }

    /** Copies the rules, so that a change to them beside a running platform is another run's. */
    void prepare() throws IOException {
        var rules = Files.createDirectories(directory.resolve("rules"));
        try (var earlier = Files.list(rules)) {
            for (var file : earlier.toList()) {
                Files.delete(file);
            }
        }
        try (var files = Files.list(monitoring.resolve("rules"))) {
            for (var file : files.toList()) {
                Files.copy(file, rules.resolve(file.getFileName()));
            }
        }
        Files.writeString(configuration(), here(Files.readString(monitoring.resolve("prometheus.yml"))));
    }

    List<String> command() {
        return List.of(
                program().orElse(PROGRAM),
                "--config.file=" + configuration(),
                "--storage.tsdb.path=" + directory.resolve("data"),
                "--storage.tsdb.retention.time=7d",
                "--web.listen-address=127.0.0.1:" + ports.prometheus(),
                "--log.level=warn");
    }

    /** The configuration with the targets' addresses on this machine in place of their names. */
    String here(String configuration) {
        var here = configuration;
        for (var target : targets().entrySet()) {
            if (!here.contains(target.getKey())) {
                throw new IllegalStateException("Prometheus' configuration has no target " + target.getKey());
            }
            here = here.replace(target.getKey(), "127.0.0.1:" + target.getValue());
        }
        return here;
    }

    private Map<String, Integer> targets() {
        return Map.of(
                "booking-service:9191", ports.bookingServiceManagement(),
                "order-service:9192", ports.orderServiceManagement(),
                "event-service:9193", ports.eventServiceManagement(),
                "results-dashboard:9180", ports.dashboardManagement(),
                "flink-jobmanager:9249", ports.flinkJobManagerMetrics(),
                "flink-taskmanager:9249", ports.flinkTaskManagerMetrics());
    }

    private Path configuration() {
        return directory.resolve("prometheus.yml");
    }

    private static Optional<String> program() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(directory -> Path.of(directory, PROGRAM))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
    }
}
