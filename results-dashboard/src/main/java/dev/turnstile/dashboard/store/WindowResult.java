package dev.turnstile.dashboard.store;

import dev.turnstile.dashboard.json.Json;
import java.time.Instant;

/**
 * One window of one pipeline, whatever it counts.
 *
 * @param window which of the pipeline's windows, such as {@code 1h}; empty for the live one, of which the others are made
 * @param dimension what the pipeline counts by, such as the show; empty for a total over everything
 * @param windowStart inclusive
 * @param windowEnd exclusive
 * @param isProvisional whether the window is still open
 * @param revision 0 for a provisional or final result, then one more with each correction; the highest one is true
 * @param json as on the topic
 */
public record WindowResult(
        String pipeline,
        String window,
        String dimension,
        Instant windowStart,
        Instant windowEnd,
        boolean isProvisional,
        long revision,
        Json json) {

    /** Of the pipeline's live window. */
    public WindowResult(
            String pipeline,
            String dimension,
            Instant windowStart,
            Instant windowEnd,
            boolean isProvisional,
            long revision,
            Json json) {
        this(pipeline, "", dimension, windowStart, windowEnd, isProvisional, revision, json);
    }

    /** By which it is an upsert, as on the topic. */
    String key() {
        return key(pipeline, window, dimension, windowStart);
    }

    static String key(String pipeline, String window, String dimension, Instant windowStart) {
        return pipeline + (window.isEmpty() ? "" : "/" + window) + "|" + dimension + "|" + windowStart;
    }

    /** What one costs beside its JSON and dimension: the objects around it, measured generously. */
    private static final int OVERHEAD_BYTES = 256;

    long bytes() {
        return OVERHEAD_BYTES + dimension.length() + (long) json.length();
    }
}
