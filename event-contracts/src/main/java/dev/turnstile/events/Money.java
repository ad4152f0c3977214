package dev.turnstile.events;

import java.io.Serializable;

/**
 * An amount of money, exact: a whole number of cents (hundredths of the currency's unit).
 *
 * <p>Sums that leave the range of a {@code long} (about 92 quadrillion units) throw {@link ArithmeticException} rather
 * than wrap.
 */
public record Money(long cents) implements Comparable<Money>, Serializable {

    public static final Money ZERO = new Money(0);

    /** The most a single amount in an event may be: ten million units. Larger ones are rejected as absurd. */
    public static final Money MOST_IN_ONE_EVENT = new Money(1_000_000_000L);

    public static Money ofCents(long cents) {
        return new Money(cents);
    }

    public Money plus(Money other) {
        return new Money(Math.addExact(cents, other.cents));
    }

    public Money times(int factor) {
        return new Money(Math.multiplyExact(cents, factor));
    }

    /** This amount divided by a positive count, rounded half-up to cents (half away from zero). */
    public Money dividedBy(long count) {
        if (count <= 0) {
            throw new IllegalArgumentException("count must be positive, was " + count);
        }
        long whole = cents / count;
        long rest = Math.abs(cents % count);
        // Compared as rest >= count - rest, because rest * 2 could overflow.
        return new Money(rest >= count - rest ? whole + Long.signum(cents) : whole);
    }

    /** The amount as a plain decimal with two places, as it is written to JSON: {@code 750.00}. */
    @Override
    public String toString() {
        long hundredths = Math.abs(cents % 100);
        // The sign apart: -0.05 has no units to carry it. Divided before abs(), which fails for the smallest long.
        return (cents < 0 ? "-" : "") + Math.abs(cents / 100) + (hundredths < 10 ? ".0" : ".") + hundredths;
    }

    @Override
    public int compareTo(Money other) {
        return Long.compare(cents, other.cents);
    }
}
