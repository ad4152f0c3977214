package dev.turnstile.sources.kafka;

import dev.turnstile.events.TopicDefinition;
import java.util.Map;

/** A record on its way to a topic. */
public record OutgoingEvent(TopicDefinition topic, String key, byte[] value, Map<String, byte[]> headers) {

    public OutgoingEvent {
        headers = Map.copyOf(headers);
    }

    /** Without headers, as most are. */
    public OutgoingEvent(TopicDefinition topic, String key, byte[] value) {
        this(topic, key, value, Map.of());
    }
}
