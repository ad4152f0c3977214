package dev.turnstile.analytics.windows;

import org.apache.datasketches.hll.HllSketch;
import org.apache.datasketches.hll.TgtHllType;
import org.apache.datasketches.hll.Union;

/**
 * Estimates of how many different values there were, one for each part of a total that is estimated: HyperLogLog sketches of
 * Apache DataSketches, small while there are few values and 4 KiB at the most, with a relative standard error of 1.6 %.
 */
final class Sketches {

    static final Sketches NONE = new Sketches(new Union[0]);

    private static final int LOG2_OF_BUCKETS = 12;

    private final Union[] unions;

    private Sketches(Union[] unions) {
        this.unions = unions;
    }

    static Sketches of(int parts) {
        if (parts == 0) {
            return NONE;
        }
        Union[] unions = new Union[parts];
        for (int n = 0; n < parts; n++) {
            unions[n] = new Union(LOG2_OF_BUCKETS);
        }
        return new Sketches(unions);
    }

    /** Adds a value by its hash; {@link Layout#NONE} is no value. */
    void add(int n, long hash) {
        if (hash != Layout.NONE) {
            unions[n].update(hash);
        }
    }

    /** Adds what {@link #bytes} gave; nothing where that is nothing. */
    void add(byte[][] others) {
        for (int n = 0; n < others.length; n++) {
            if (others[n].length > 0) {
                unions[n].update(HllSketch.heapify(others[n]));
            }
        }
    }

    long estimate(int n) {
        return Math.round(unions[n].getEstimate());
    }

    byte[][] bytes() {
        byte[][] bytes = new byte[unions.length][];
        for (int n = 0; n < unions.length; n++) {
            bytes[n] = unions[n].getResult(TgtHllType.HLL_8).toCompactByteArray();
        }
        return bytes;
    }
}
