package dev.turnstile.local;

import dev.turnstile.kafka.process.BrokerJars;
import dev.turnstile.local.process.CannotGoOn;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the build has put what the platform's processes are made of. */
record Installation(Path root) {

    BrokerJars kafka() {
        return new BrokerJars(built("kafka-process/target/broker"));
    }

    /** A directory of jars: what Flink's distribution has in its lib directory. */
    Path flink() {
        return built("deploy/local/flink/target/lib");
    }

    Path analyticsJob() {
        return built("analytics-job/target/analytics-job.jar");
    }

    Path bookingService() {
        return built("booking-service/target/booking-service.jar");
    }

    Path orderService() {
        return built("order-service/target/order-service.jar");
    }

    Path resultsDashboard() {
        return built("results-dashboard/target/results-dashboard.jar");
    }

    Path eventSources() {
        return built("event-sources/target/event-sources.jar");
    }

    private Path built(String relative) {
        var path = root.resolve(relative);
        if (Files.notExists(path)) {
            throw new CannotGoOn("Not built: " + path + ". Build everything with: ./mvnw -DskipTests package");
        }
        return path;
    }
}
