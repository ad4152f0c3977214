package dev.turnstile.sources.run;

import java.time.Duration;
import java.util.Random;

/**
 * When things happen that have nothing to do with each other, a given number of them per second on average: a Poisson
 * process, whose times between two are exponentially distributed. Pure: the same random numbers give the same moments.
 */
public final class Arrivals {

    private final Random random;
    private final double perSecond;
    private double seconds;

    public Arrivals(double perSecond, Random random) {
        this.perSecond = perSecond;
        this.random = random;
    }

    /** The moment of the next one, counted from the beginning. */
    public Duration next() {
        seconds -= StrictMath.log(1 - random.nextDouble()) / perSecond;
        return Duration.ofNanos(Math.round(seconds * 1e9));
    }
}
