package dev.turnstile.analytics.windows;

import dev.turnstile.events.results.Settlement;
import dev.turnstile.events.results.Status;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A window's total over everything with one key, as of one publication.
 *
 * @param window which of the pipeline's windows, from 0
 * @param windowStart inclusive, epoch milliseconds
 * @param windowEnd exclusive, epoch milliseconds
 * @param amounts as the {@link Layout} has them
 * @param processedAt by the task's clock, epoch milliseconds
 * @param trace of an event that is counted here and in no publication before; that of the newest which has one
 */
public record WindowTotal(
        int window,
        String key,
        long windowStart,
        long windowEnd,
        long[] amounts,
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

    /** Of the live window; the others are rolled up from it. */
    public boolean isLive() {
        return window == 0;
    }
}
