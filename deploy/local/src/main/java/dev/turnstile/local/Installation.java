package dev.turnstile.local;

import dev.turnstile.databases.Programs;
import dev.turnstile.kafka.process.BrokerJars;
import dev.turnstile.local.process.CannotGoOn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What the platform's processes are made of, as the build has put it there.
 *
 * <p>Our own jars are copied: a build beside a running platform writes them anew, and a process whose jar changes under it
 * fails in the strangest ways.
 */
final class Installation {

    private final Path project;
    private final Path copies;
    private final Map<Path, Path> copied = new HashMap<>();

    Installation(Path project, Path copies) {
        this.project = project;
        this.copies = copies;
    }

    BrokerJars kafka() {
        return new BrokerJars(built("kafka-process/target/broker"));
    }

    /**
     * What Flink's distribution has in its lib directory; the reporter of its metrics, which is in the launcher; and the job's
     * jar.
     */
    List<Path> flink() {
        try (var jars = Files.list(built("deploy/local/flink/target/lib"))) {
            var sorted = jars.filter(jar -> jar.toString().endsWith(".jar")).sorted();
            return Stream.concat(sorted, Stream.of(launcher(), analyticsJob())).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list Flink's jars", e);
        }
    }

    /** Flink's file systems, each in a directory of its own, loaded apart from each other. */
    Path flinkPlugins() {
        return built("deploy/local/flink/target/plugins");
    }

    /** PostgreSQL and Redis; unpacked when first used, which takes some seconds. */
    Programs databases() {
        return new Programs(built("deploy/local/target").resolve("database-programs"));
    }

    Path analyticsJob() {
        return copyOf("analytics-job");
    }

    Path bookingService() {
        return copyOf("booking-service");
    }

    Path orderService() {
        return copyOf("order-service");
    }

    Path eventService() {
        return copyOf("event-service");
    }

    Path resultsDashboard() {
        return copyOf("results-dashboard");
    }

    Path eventSources() {
        return copyOf("event-sources");
    }

    /** The alert rules and what is to be scraped. */
    Path monitoring() {
        return built("deploy/monitoring/prometheus");
    }

    private Path launcher() {
        return copy(built("deploy/local/target/local-platform.jar"));
    }

    private Path copyOf(String module) {
        return copy(built(module + "/target/" + module + ".jar"));
    }

    private Path copy(Path jar) {
        return copied.computeIfAbsent(jar, this::copyNow);
    }

    private Path copyNow(Path jar) {
        try {
            return Files.copy(jar, copies.resolve(jar.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new CannotGoOn("Cannot copy " + jar + " to " + copies + ": " + e, e);
        }
    }

    private Path built(String relative) {
        var path = project.resolve(relative);
        if (Files.notExists(path)) {
            throw new CannotGoOn("Not built: " + path + ". Build everything with: ./mvnw -DskipTests package");
        }
        return path;
    }
}
