package dev.turnstile.events.results;

import dev.turnstile.events.json.JsonWriter;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Something a person should know: the value on {@code analytics-alerts}. Published when it starts and when it is over.
 *
 * @param alertId the same for the start and the end of one occurrence
 * @param key what it is about within the pipeline: a show, a user, a minute
 * @param kind the rule, such as {@code LEDGER_MISMATCH}
 * @param value what was seen
 * @param expected what the rule would have accepted
 * @param score how far apart, in the rule's own unit
 */
public record Alert(
        String alertId,
        String pipeline,
        String key,
        String kind,
        State state,
        double value,
        double expected,
        double score,
        Instant since,
        @Nullable Instant windowStart) {

    /** Whether it goes on. */
    public enum State {
        FIRING,
        RESOLVED
    }

    public byte[] toJson() {
        return JsonWriter.write(json -> json.text("alert_id", alertId)
                .text("pipeline", pipeline)
                .text("key", key)
                .text("kind", kind)
                .text("state", state.name().toLowerCase(Locale.ROOT))
                .number("value", value)
                .number("expected", expected)
                .number("score", score)
                .time("since", since)
                .time("window_start", windowStart));
    }
}
