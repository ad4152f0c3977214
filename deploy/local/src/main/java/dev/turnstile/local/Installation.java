package dev.turnstile.local;

import dev.turnstile.databases.Programs;
import dev.turnstile.kafka.process.BrokerJars;
import dev.turnstile.local.process.CannotGoOn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What the platform's processes are made of, as the build has put it there.
 *
 * <p>Our own jars are copied: a build beside a running platform writes them anew, and a process whose jar changes under it
 * fails in the strangest ways.
 */
final class Installation {

    private final Path project;
    private final Path copies;

    Installation(Path project, Path copies) {
        this.project = project;
        this.copies = copies;
    }

    BrokerJars kafka() {
        return new BrokerJars(built("kafka-process/target/broker"));
    }

    /** A directory of jars: what Flink's distribution has in its lib directory. */
    Path flink() {
        return built("deploy/local/flink/target/lib");
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

    Path resultsDashboard() {
        return copyOf("results-dashboard");
    }

    Path eventSources() {
        return copyOf("event-sources");
    }

    private Path copyOf(String module) {
        var jar = built(module + "/target/" + module + ".jar");
        try {
            return Files.copy(jar, copies.resolve(jar.getFileName()));
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
