package dev.turnstile.events.results;

import dev.turnstile.events.json.JsonWriter;
import java.io.IOException;
import java.time.Instant;

/**
 * What every window result says of itself, whatever it counts.
 *
 * @param windowStart inclusive
 * @param windowEnd exclusive
 * @param revision 0 for a provisional or final result, then one more with each correction; the highest one is true
 * @param processedAt by the job's clock
 */
public record Settlement(Instant windowStart, Instant windowEnd, Status status, int revision, Instant processedAt) {

    public void writeWindow(JsonWriter json) throws IOException {
        json.time("window_start", windowStart).time("window_end", windowEnd);
    }

    public void writeStatus(JsonWriter json) throws IOException {
        json.text("status", status.label()).number("revision", revision).time("processed_at", processedAt);
    }

    /**
     * The record's key, by which a result is an upsert.
     *
     * @param dimension what the pipeline counts by, such as the show; empty for a total over everything
     */
    String key(String pipeline, String dimension) {
        return pipeline + "|" + dimension + "|" + windowStart;
    }
}
