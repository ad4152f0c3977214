package dev.turnstile.events.results;

import java.time.Duration;

/** How much time a candle is of. */
public enum CandleInterval {
    ONE_MINUTE("1m", Duration.ofMinutes(1)),
    FIVE_MINUTES("5m", Duration.ofMinutes(5));

    private final String label;
    private final Duration length;

    CandleInterval(String label, Duration length) {
        this.label = label;
        this.length = length;
    }

    /** As it is written to JSON. */
    public String label() {
        return label;
    }

    public Duration length() {
        return length;
    }

    /** The start of the candle that a time lies in; both in epoch milliseconds. */
    public long startOf(long time) {
        return Math.floorDiv(time, length.toMillis()) * length.toMillis();
    }
}
