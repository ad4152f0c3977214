package dev.turnstile.sources.rejected;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which rejected events are meant; null means whichever.
 *
 * @param from when they were rejected, inclusive
 * @param to exclusive
 */
record Selection(
        @Nullable String pipeline,
        @Nullable String reason,
        @Nullable Instant from,
        @Nullable Instant to) {

    boolean contains(RejectedEvent event) {
        return (pipeline == null || pipeline.equals(event.pipeline()))
                && (reason == null || reason.equals(event.reason()))
                && (from == null || !event.rejectedAt().isBefore(from))
                && (to == null || event.rejectedAt().isBefore(to));
    }
}
