package dev.turnstile.analytics.windows;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A record for a topic. */
public record OutgoingRecord(
        String topic, byte @Nullable [] key, byte @Nullable [] value, Map<String, String> headers) {}
