package dev.turnstile.sources.traffic;

import dev.turnstile.sources.customers.Activity;
import dev.turnstile.sources.customers.Customers;
import dev.turnstile.sources.traffic.Occurrence.Delivery;
import dev.turnstile.sources.traffic.Occurrence.LateRecord;
import dev.turnstile.sources.traffic.Occurrence.RepeatedRequest;
import dev.turnstile.sources.traffic.Occurrence.Request;
import dev.turnstile.sources.traffic.Occurrence.UndoneRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;
import java.util.Random;

/**
 * The sample traffic, without end: what happens when, and how it gets in. The same seed, start and rate give the same
 * traffic, on every machine; nothing else goes into it.
 */
final class Traffic {

    private static final double SHARE_OF_BOOKINGS = 0.5;
    private static final double SHARE_OF_REPEATED_REQUESTS = 0.02;
    private static final double SHARE_OF_UNDONE_REQUESTS = 0.03;
    /** Of late events; later than the ten minutes within which a window is still corrected. */
    private static final double SHARE_OF_TOO_LATE = 0.15;

    private final Random random;
    private final Demand demand;
    private final Customers customers;
    private final double lateShare;
    private long number;
    private double seconds;

    /**
     * @param rate events per second, on average over a day
     * @param lateShare how many of them are late, from 0 to 1
     */
    Traffic(long seed, Instant start, double rate, double lateShare) {
        this.random = new Random(seed);
        this.demand = new Demand(rate, start, random);
        this.customers = new Customers(random);
        this.lateShare = lateShare;
    }

    Occurrence next() {
        seconds = demand.next(seconds);
        return new Occurrence(number++, Duration.ofNanos(Math.round(seconds * 1e9)), activity(), delivery());
    }

    private Activity activity() {
        OptionalInt showOnSale = demand.broughtBySale(seconds);
        if (showOnSale.isPresent()) {
            return customers.bookTickets(showOnSale.getAsInt());
        }
        return random.nextDouble() < SHARE_OF_BOOKINGS ? customers.bookTickets() : customers.placeOrder();
    }

    private Delivery delivery() {
        if (random.nextDouble() < lateShare) {
            return new LateRecord(lateness());
        }
        double chance = random.nextDouble();
        if (chance < SHARE_OF_REPEATED_REQUESTS) {
            return new RepeatedRequest(Duration.ofMillis(50 + random.nextInt(2_000)));
        }
        return chance < SHARE_OF_REPEATED_REQUESTS + SHARE_OF_UNDONE_REQUESTS
                ? new UndoneRequest(Duration.ofSeconds(2 + random.nextInt(60)))
                : new Request();
    }

    private Duration lateness() {
        boolean isTooLate = random.nextDouble() < SHARE_OF_TOO_LATE;
        int from = isTooLate ? 660 : 60;
        int to = isTooLate ? 3_600 : 540;
        return Duration.ofSeconds(from + random.nextInt(to - from));
    }
}
