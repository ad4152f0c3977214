package dev.turnstile.analytics.windows;

import dev.turnstile.events.results.Settlement;
import dev.turnstile.events.results.Status;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A window's total over all users, as of one publication.
 *
 * @param windowStart inclusive, epoch milliseconds
 * @param windowEnd exclusive, epoch milliseconds
 * @param processedAt by the task's clock, epoch milliseconds
 * @param trace of an event that is counted here and in no publication before; that of the newest which has one
 */
public record WindowTotal(
        String dimension,
        long windowStart,
        long windowEnd,
        long events,
        long amount,
        long users,
        Status status,
        int revision,
        long processedAt,
        @Nullable String trace) {

    public Settlement settlement() {
        return new Settlement(
                Instant.ofEpochMilli(windowStart),
                Instant.ofEpochMilli(windowEnd),
                status,
                revision,
                Instant.ofEpochMilli(processedAt));
    }
}
