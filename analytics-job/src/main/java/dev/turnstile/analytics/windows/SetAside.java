package dev.turnstile.analytics.windows;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A record that is not counted, with its original bytes and headers.
 *
 * @param reason a {@link dev.turnstile.events.RejectionReason}, or {@code LATE}
 */
public record SetAside(
        String topic,
        int partition,
        long offset,
        byte @Nullable [] key,
        byte @Nullable [] value,
        Map<String, byte[]> headers,
        String reason,
        String detail) {

    static SetAside of(Arrival original, String reason, String detail) {
        return new SetAside(
                original.topic(),
                original.partition(),
                original.offset(),
                original.key(),
                original.value(),
                original.headers(),
                reason,
                detail);
    }
}
