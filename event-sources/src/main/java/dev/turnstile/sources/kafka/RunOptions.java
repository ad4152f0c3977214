package dev.turnstile.sources.kafka;

import dev.turnstile.sources.run.Pace;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a command can be told that goes on until it is stopped. */
public class RunOptions extends KafkaOptions {

    @Option(
            names = "--duration",
            paramLabel = "DURATION",
            description = "Stop by itself after so long, such as PT30S or PT10M (default: never).")
    private @Nullable Duration duration;

    public final Duration duration() {
        if (duration == null) {
            return Pace.ENDLESS;
        }
        require(
                duration.compareTo(Duration.ZERO) > 0 && duration.compareTo(Pace.ENDLESS) < 0,
                "--duration must be more than nothing, such as PT30S");
        return duration;
    }
}
