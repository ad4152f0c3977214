package dev.turnstile.events.results;

import java.util.Locale;

/** Where a price is heading, as the crossing of a short and a long moving average tells it. */
public enum Trend {
    /** The short average is above the long one. */
    UP,
    /** The short average is below the long one. */
    DOWN,
    /** They are equal, or there is no long one yet. */
    FLAT;

    /** As it is written to JSON. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
