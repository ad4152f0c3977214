package dev.turnstile.analytics.windows;

import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.jspecify.annotations.Nullable;

/** What counting needs of an event: under which key, and what it adds to each part of the totals. */
public final class Countable {

    /** How it is written between tasks. */
    public static final TypeInformation<Countable> TYPE = CountableType.INSTANCE;

    private static final byte[][] NO_VALUES = {};

    /** What the pipeline counts by, such as the show; empty for a total over everything. */
    final String key;

    /**
     * One for each part of the {@link Layout}, or nothing: then it is a further one of the event's distinct values, on its
     * way to the task that knows it, and the event is counted elsewhere.
     */
    final long[] amounts;

    /** One for each distinct part, as {@link Identity} has it; null for an event without one. */
    final byte[] @Nullable [] values;

    /** Of a cancellation, until it is known what its amounts are. */
    final @Nullable Undoing undoing;

    private Countable(String key, long[] amounts, byte[] @Nullable [] values, @Nullable Undoing undoing) {
        this.key = key;
        this.amounts = amounts;
        this.values = values;
        this.undoing = undoing;
    }

    static Countable read(String key, long[] amounts, byte[] @Nullable [] values, @Nullable Undoing undoing) {
        return new Countable(key, amounts, values, undoing);
    }

    /** A cancellation, with the amounts and the values of an event that counts nothing. */
    public static Countable undoing(Undoing undoing, long[] amounts, int values) {
        return new Countable("", amounts, new byte[values][], undoing);
    }

    /**
     * What is counted.
     *
     * @param amounts as the layout has them; see {@link Layout.Kind}
     * @param values of the distinct parts, in their order; a null is no value. An empty text is a value
     */
    public static Countable of(String key, long[] amounts, @Nullable String... values) {
        byte[][] identities = values.length == 0 ? NO_VALUES : new byte[values.length][];
        for (int i = 0; i < values.length; i++) {
            String value = values[i];
            if (value != null) {
                identities[i] = Identity.bytesOf(value);
            }
        }
        return new Countable(key, amounts, identities, null);
    }

    /** The same with identities that are made already. */
    public static Countable ofIdentities(String key, long[] amounts, byte[] @Nullable [] values) {
        return new Countable(key, amounts, values, null);
    }

    /** This as an event; without an id it is spread by its first value. */
    public Event<Countable> as(@Nullable String id, long time) {
        return Event.of(id, spread(0), time, this);
    }

    /** By which it is given a task: its first distinct value, so that each of them is known to one task. */
    long spread(long otherwise) {
        for (byte[] value : values) {
            if (value != null) {
                return Identity.hash(value, value.length);
            }
        }
        return otherwise;
    }

    boolean isWhole() {
        return amounts.length > 0;
    }

    /** The n-th distinct value alone. */
    Countable only(int n) {
        byte[][] one = new byte[values.length][];
        one[n] = values[n];
        return new Countable(key, new long[0], one, null);
    }

    /** This with its first distinct value alone. */
    Countable withFirstValueOnly() {
        byte[][] first = new byte[values.length][];
        for (int n = 0; n < values.length; n++) {
            if (values[n] != null) {
                first[n] = values[n];
                break;
            }
        }
        return new Countable(key, amounts, first, null);
    }
}
