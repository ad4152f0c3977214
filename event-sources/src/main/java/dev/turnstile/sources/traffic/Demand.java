package dev.turnstile.sources.traffic;

import dev.turnstile.sources.customers.Customers;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.util.OptionalInt;
import java.util.Random;

/**
 * How many events per second are wanted at a moment: a daily rhythm, and a rush whenever a show goes on sale. Over a
 * day it averages to the rate that was asked for.
 */
final class Demand {

    private static final double HALF_RANGE_OF_A_DAY = 0.3;
    private static final double BUSIEST_HOUR = 19;
    private static final double SECONDS_BETWEEN_SALES = 180;
    /** At its start a sale brings so many times the ordinary rate on top, and then e times less every so often. */
    private static final double RUSH = 2.0;

    private static final double SECONDS_OF_RUSH = 20;
    /** What the sales add on average. */
    private static final double MEAN_RUSH = RUSH * SECONDS_OF_RUSH / SECONDS_BETWEEN_SALES;

    private final double rate;
    private final double startSecondOfDay;
    private final Random random;
    private double saleStartedAt = Double.NEGATIVE_INFINITY;
    private double nextSaleAt;
    private int showOnSale;

    /**
     * @param rate events per second, on average over a day
     * @param start the moment from which seconds are counted
     */
    Demand(double rate, Instant start, Random random) {
        this.rate = rate;
        this.startSecondOfDay = start.atOffset(ZoneOffset.UTC).get(ChronoField.MILLI_OF_DAY) / 1000.0;
        this.random = random;
        this.nextSaleAt = exponential(SECONDS_BETWEEN_SALES);
    }

    /** Goes on from a moment to that of the next event, both in seconds since the start. */
    double next(double seconds) {
        double ordinary = ordinary(seconds);
        return seconds + exponential(1 / (ordinary + ordinary * rush(seconds)));
    }

    /** The show that an event at this moment is for, if it is one of those that a sale has brought. */
    OptionalInt broughtBySale(double seconds) {
        while (nextSaleAt <= seconds) {
            saleStartedAt = nextSaleAt;
            showOnSale = random.nextInt(Customers.SHOWS);
            nextSaleAt += exponential(SECONDS_BETWEEN_SALES);
        }
        double rush = rush(seconds);
        return random.nextDouble() < rush / (1 + rush) ? OptionalInt.of(showOnSale) : OptionalInt.empty();
    }

    private double ordinary(double seconds) {
        double hour = (startSecondOfDay + seconds) / Duration.ofHours(1).toSeconds();
        double rhythm = 1 + HALF_RANGE_OF_A_DAY * StrictMath.cos((hour - BUSIEST_HOUR) * 2 * Math.PI / 24);
        return rate * rhythm / (1 + MEAN_RUSH);
    }

    private double rush(double seconds) {
        return RUSH * StrictMath.exp((saleStartedAt - seconds) / SECONDS_OF_RUSH);
    }

    private double exponential(double mean) {
        return -mean * StrictMath.log(1 - random.nextDouble());
    }
}
