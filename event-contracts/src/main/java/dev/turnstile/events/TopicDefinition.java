package dev.turnstile.events;

import java.io.Serializable;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * A topic as the launcher and the manifests create it; nothing creates topics by using them.
 *
 * @param keyedBy what its records' keys are, in words
 * @param retention how long records are kept, or {@link #FOR_EVER}
 * @param more what else is set on it, by Kafka's names
 */
public record TopicDefinition(String name, String keyedBy, int partitions, Duration retention, Map<String, String> more)
        implements Serializable {

    /** No record goes for its age: Kafka's -1. */
    public static final Duration FOR_EVER = Duration.ofMillis(-1);

    private static final String CLEANUP = "cleanup.policy";

    public TopicDefinition {
        more = Map.copyOf(more);
    }

    /** A topic with nothing special about it. */
    public TopicDefinition(String name, String keyedBy, int partitions, Duration retention) {
        this(name, keyedBy, partitions, retention, Map.of());
    }

    /** Whether Kafka keeps the last record of each key, so that its records must have one. */
    public boolean isCompacted() {
        return more.getOrDefault(CLEANUP, "delete").contains("compact");
    }

    /** The topic's settings, by Kafka's names. */
    public Map<String, String> configuration() {
        Map<String, String> configuration = new TreeMap<>(more);
        configuration.put("retention.ms", Long.toString(retention.toMillis()));
        // Event time lives in the payload: a replay of old events is neither refused nor expired by the broker.
        configuration.put("message.timestamp.type", "LogAppendTime");
        return configuration;
    }
}
