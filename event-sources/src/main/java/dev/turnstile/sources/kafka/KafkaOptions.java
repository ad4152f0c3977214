package dev.turnstile.sources.kafka;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What every command that talks to Kafka can be told. */
public class KafkaOptions {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--kafka",
            paramLabel = "HOST:PORT",
            description = "The brokers (default: KAFKA_BOOTSTRAP_SERVERS, or " + KafkaSettings.LOCAL + ").")
    private @Nullable String kafka;

    /** A client's settings. */
    public final Map<String, Object> kafka() {
        try {
            return KafkaSettings.from(kafka, System.getenv());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), e.getMessage());
        }
    }

    /** Refuses a wrong option of the command in one line. */
    public final void require(boolean condition, String message) {
        if (!condition) {
            throw new ParameterException(command.commandLine(), message);
        }
    }
}
