package dev.turnstile.analytics.windows;

import dev.turnstile.events.results.Settlement;
import dev.turnstile.events.results.Status;
import java.time.Instant;

/**
 * A window's total over all users, as of one publication.
 *
 * @param windowStart inclusive, epoch milliseconds
 * @param windowEnd exclusive, epoch milliseconds
 * @param processedAt by the task's clock, epoch milliseconds
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
        long processedAt) {

    public Settlement settlement() {
        return new Settlement(
                Instant.ofEpochMilli(windowStart),
                Instant.ofEpochMilli(windowEnd),
                status,
                revision,
                Instant.ofEpochMilli(processedAt));
    }
}
