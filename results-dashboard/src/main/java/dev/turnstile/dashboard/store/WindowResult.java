package dev.turnstile.dashboard.store;

import dev.turnstile.dashboard.json.Json;
import java.time.Instant;

/**
 * One window of one pipeline, whatever it counts.
 *
 * @param dimension what the pipeline counts by, such as the show; empty for a total over everything
 * @param windowStart inclusive
 * @param windowEnd exclusive
 * @param isProvisional whether the window is still open
 * @param revision 0 for a provisional or final result, then one more with each correction; the highest one is true
 * @param json as on the topic
 */
public record WindowResult(
        String pipeline,
        String dimension,
        Instant windowStart,
        Instant windowEnd,
        boolean isProvisional,
        long revision,
        Json json) {

    /** What one costs beside its JSON and dimension: the objects around it, measured generously. */
    private static final int OVERHEAD_BYTES = 256;

    long bytes() {
        return OVERHEAD_BYTES + dimension.length() + (long) json.length();
    }
}
