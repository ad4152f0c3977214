package dev.turnstile.events;

import java.io.Serializable;
import java.time.Duration;
import java.util.Map;

/**
 * A topic as the launcher and the manifests create it; nothing creates topics by using them.
 *
 * @param keyedBy what its records' keys are, in words
 */
public record TopicDefinition(String name, String keyedBy, int partitions, Duration retention) implements Serializable {

    /** The topic's settings, by Kafka's names. */
    public Map<String, String> configuration() {
        return Map.of(
                "retention.ms",
                Long.toString(retention.toMillis()),
                // Event time lives in the payload: a replay of old events is neither refused nor expired by the broker.
                "message.timestamp.type",
                "LogAppendTime");
    }
}
