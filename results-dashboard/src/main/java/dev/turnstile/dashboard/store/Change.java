package dev.turnstile.dashboard.store;

import dev.turnstile.dashboard.json.Json;
import java.util.Locale;

/**
 * Something that became different.
 *
 * @param sequence one more than that of the change before
 */
public record Change(long sequence, Kind kind, String pipeline, Json json) {

    /** What changed. */
    public enum Kind {
        RESULT,
        LIVE,
        ALERT,
        LEDGER,
        ROW,
        DEFINITION;

        /** As an event is named. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
