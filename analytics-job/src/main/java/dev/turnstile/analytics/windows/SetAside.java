package dev.turnstile.analytics.windows;

import org.jspecify.annotations.Nullable;

/**
 * A record that is not counted, with its original bytes.
 *
 * @param reason a {@link dev.turnstile.events.RejectionReason}, or {@code LATE}
 */
public record SetAside(
        String topic,
        int partition,
        long offset,
        byte @Nullable [] key,
        byte @Nullable [] value,
        String reason,
        String detail) {

    static SetAside of(Arrival original, String reason, String detail) {
        return new SetAside(
                original.topic(),
                original.partition(),
                original.offset(),
                original.key(),
                original.value(),
                reason,
                detail);
    }
}
