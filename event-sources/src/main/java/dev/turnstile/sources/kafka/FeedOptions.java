package dev.turnstile.sources.kafka;

import dev.turnstile.sources.run.Pace;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What every feed into Kafka can be told; how fast it goes is its own. */
public final class FeedOptions {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--seed",
            paramLabel = "NUMBER",
            defaultValue = "1",
            description = "The same seed makes the same things happen (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--kafka",
            paramLabel = "HOST:PORT",
            description = "The brokers (default: KAFKA_BOOTSTRAP_SERVERS, or " + KafkaSettings.LOCAL + ").")
    private @Nullable String kafka;

    @Option(
            names = "--duration",
            paramLabel = "DURATION",
            description = "Stop by itself after so long, such as PT30S or PT10M (default: never).")
    private @Nullable Duration duration;

    public long seed() {
        return seed;
    }

    /** A client's settings. */
    public Map<String, Object> kafka() {
        try {
            return KafkaSettings.from(kafka, System.getenv());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), e.getMessage());
        }
    }

    public Duration duration() {
        if (duration == null) {
            return Pace.ENDLESS;
        }
        require(
                duration.compareTo(Duration.ZERO) > 0 && duration.compareTo(Pace.ENDLESS) < 0,
                "--duration must be more than nothing, such as PT30S");
        return duration;
    }

    /** Refuses a wrong option of the command in one line. */
    public void require(boolean condition, String message) {
        if (!condition) {
            throw new ParameterException(command.commandLine(), message);
        }
    }

    /** Starts a feed of ordinary events. */
    public KafkaFeed start(String name) {
        return start(name, EventWriter.ORDINARY_BYTES);
    }

    /** Starts a feed whose events have at most so many bytes. */
    public KafkaFeed start(String name, int largestBytes) {
        return new KafkaFeed(name, kafka(), largestBytes, duration());
    }
}
