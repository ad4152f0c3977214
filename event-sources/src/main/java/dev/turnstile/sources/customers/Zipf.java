package dev.turnstile.sources.customers;

import java.util.Arrays;
import java.util.Random;

/**
 * Picks ranks by Zipf's law: the first is picked twice as often as the second at an exponent of 1, as with shows, songs
 * and words. See G. K. Zipf, Human Behavior and the Principle of Least Effort, 1949.
 */
public final class Zipf {

    private final double[] cumulated;

    /**
     * @param ranks how many there are to pick from
     * @param exponent 0 for all alike; the larger, the more the first ones prevail
     */
    public Zipf(int ranks, double exponent) {
        cumulated = new double[ranks];
        double sum = 0;
        for (int rank = 0; rank < ranks; rank++) {
            sum += StrictMath.pow(rank + 1, -exponent);
            cumulated[rank] = sum;
        }
    }

    /** A rank from 0 on. */
    public int pick(Random random) {
        double point = random.nextDouble() * cumulated[cumulated.length - 1];
        int found = Arrays.binarySearch(cumulated, point);
        return found >= 0 ? found : -found - 1;
    }
}
