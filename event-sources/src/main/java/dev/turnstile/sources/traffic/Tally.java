package dev.turnstile.sources.traffic;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;

/** What has become of the traffic so far. */
final class Tally {

    final LongAdder bookings = new LongAdder();
    final LongAdder orders = new LongAdder();
    final LongAdder undone = new LongAdder();
    final LongAdder repeated = new LongAdder();
    final LongAdder refused = new LongAdder();

    /** One line for a person. */
    String line(Duration elapsed, long retries, long late, long lost) {
        double seconds = Math.max(elapsed.toMillis(), 1) / 1000.0;
        long taken = bookings.sum() + orders.sum() + undone.sum();
        return String.format(
                Locale.ROOT,
                "%,d bookings, %,d orders, %,d undone, %,d late; %,d repeated, %,d retried, %,d refused%s; %.0f s, %.1f per second",
                bookings.sum(),
                orders.sum(),
                undone.sum(),
                late,
                repeated.sum(),
                retries,
                refused.sum(),
                lost == 0 ? "" : String.format(Locale.ROOT, ", %,d late ones lost", lost),
                seconds,
                (taken + late) / seconds);
    }
}
