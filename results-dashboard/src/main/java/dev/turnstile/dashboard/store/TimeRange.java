package dev.turnstile.dashboard.store;

import java.time.Instant;

/**
 * A range of window starts.
 *
 * @param from inclusive
 * @param to exclusive, not before {@code from}
 */
public record TimeRange(Instant from, Instant to) {

    public static final TimeRange EVER = new TimeRange(Instant.MIN, Instant.MAX);

    public TimeRange {
        if (to.isBefore(from)) {
            throw new IllegalArgumentException("a range ends at or after its start, " + to + " is before " + from);
        }
    }
}
