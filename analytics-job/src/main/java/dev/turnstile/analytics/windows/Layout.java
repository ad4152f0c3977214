package dev.turnstile.analytics.windows;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What is added up for each window and key: so many numbers, each in its own way. Every event brings an amount for each of
 * them; totals of shares add up to the total of all.
 *
 * @param parts in the order of the amounts
 */
public record Layout(List<Part> parts) implements Serializable {

    /**
     * One number.
     *
     * @param name by which what is in a checkpoint finds it again, whatever else was added or taken away meanwhile
     */
    public record Part(String name, Kind kind) implements Serializable {}

    /** How two amounts become one. */
    public enum Kind {
        SUM,
        MAX,
        MIN,
        /** The number of different values, exactly: an event brings the value itself, {@link Countable#value}. */
        DISTINCT,
        /** The number of different values, estimated: an event brings the value's hash. */
        SKETCH
    }

    /** The amount of an event that has none, where zero would be one. */
    public static final long NONE = Long.MIN_VALUE;

    public Layout {
        parts = List.copyOf(parts);
    }

    public static Layout of(Part... parts) {
        return new Layout(List.of(parts));
    }

    public int size() {
        return parts.size();
    }

    /** Which of the parts are of this kind. */
    int[] indexesOf(Kind kind) {
        return IntStream.range(0, parts.size())
                .filter(i -> parts.get(i).kind() == kind)
                .toArray();
    }

    /** Amounts of an event that adds nothing. */
    public long[] ofNothing() {
        long[] amounts = empty();
        for (int part : indexesOf(Kind.SKETCH)) {
            amounts[part] = NONE;
        }
        return amounts;
    }

    /** Amounts of nothing. */
    long[] empty() {
        long[] amounts = new long[parts.size()];
        for (int part = 0; part < amounts.length; part++) {
            Kind kind = parts.get(part).kind();
            if (kind == Kind.MAX || kind == Kind.MIN) {
                amounts[part] = NONE;
            }
        }
        return amounts;
    }

    /**
     * How each part's amounts become one, as plain code: which parts are sums, and which the greatest or the least.
     *
     * @param counts whether distinct values are counted in the amounts, as in totals of shares
     */
    Combination combination(boolean counts) {
        int[] sums = indexesOf(Kind.SUM);
        int[] distinct = counts ? indexesOf(Kind.DISTINCT) : new int[0];
        int[] all = Arrays.copyOf(sums, sums.length + distinct.length);
        System.arraycopy(distinct, 0, all, sums.length, distinct.length);
        return new Combination(all, indexesOf(Kind.MAX), indexesOf(Kind.MIN));
    }

    /** See {@link #combination}. */
    static final class Combination {
        private final int[] sums;
        private final int[] maxima;
        private final int[] minima;

        private Combination(int[] sums, int[] maxima, int[] minima) {
            this.sums = sums;
            this.maxima = maxima;
            this.minima = minima;
        }

        /** Adds what is in {@code more}. A sum beyond 64 bits is an error, never another number. */
        void add(long[] amounts, long[] more) {
            for (int part : sums) {
                amounts[part] = Math.addExact(amounts[part], more[part]);
            }
            for (int part : maxima) {
                // What is none is less than anything.
                amounts[part] = Math.max(amounts[part], more[part]);
            }
            for (int part : minima) {
                if (more[part] != NONE && (amounts[part] == NONE || more[part] < amounts[part])) {
                    amounts[part] = more[part];
                }
            }
        }
    }
}
