package dev.turnstile.dashboard.store;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A sample of what was not counted.
 *
 * @param at when it was set aside, by the broker's clock
 * @param value the start of the original as text, null when it had none
 */
public record SetAside(
        Kind kind,
        String pipeline,
        String reason,
        String detail,
        String sourceTopic,
        int sourcePartition,
        long sourceOffset,
        Instant at,
        @Nullable String value) {

    /** Which of the two topics it is on. */
    public enum Kind {
        LATE,
        REJECTED;

        /** As it is written in requests and answers. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Whether this is the same record, written once more after a failure. */
    boolean isAgain(SetAside other) {
        return sourceOffset == other.sourceOffset
                && sourcePartition == other.sourcePartition
                && sourceTopic.equals(other.sourceTopic);
    }
}
