package dev.turnstile.sources.kafka;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A record as it came from a topic. */
public record ReceivedEvent(byte @Nullable [] value, Map<String, byte[]> headers) {}
