package dev.turnstile.sources.kafka;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A record as it came from a topic.
 *
 * @param appendedAt when the broker took it
 */
public record ReceivedEvent(
        byte @Nullable [] key, byte @Nullable [] value, Map<String, byte[]> headers, Instant appendedAt) {}
