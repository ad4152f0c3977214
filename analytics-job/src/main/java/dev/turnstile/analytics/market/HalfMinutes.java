package dev.turnstile.analytics.market;

import dev.turnstile.events.Decimals;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The prices of one symbol summed by half minute: two of them are one step of the sliding average. */
final class HalfMinutes {

    /** How far the sliding average moves at each step, milliseconds; it looks back over two steps. */
    static final long STEP = 30_000;

    private final TreeMap<Long, Sum> sums = new TreeMap<>();

    /** What is kept of a half minute in state. */
    public record Sum(long start, BigDecimal total, long ticks) {

        private Sum plus(Sum other) {
            return new Sum(start, total.add(other.total), ticks + other.ticks);
        }
    }

    void add(Tick tick) {
        add(new Sum(Math.floorDiv(tick.time(), STEP) * STEP, tick.price(), 1));
    }

    private void add(Sum sum) {
        sums.merge(sum.start(), sum, Sum::plus);
    }

    /** The mean price of the minute that ends there, to as many decimals as a price may have, half-up; null without any. */
    @Nullable
    BigDecimal mean(long end) {
        Sum nothing = new Sum(0, BigDecimal.ZERO, 0);
        Sum minute = sums.getOrDefault(end - 2 * STEP, nothing).plus(sums.getOrDefault(end - STEP, nothing));
        return minute.ticks() == 0
                ? null
                : MovingAverages.plain(minute.total()
                        .divide(BigDecimal.valueOf(minute.ticks()), Decimals.MOST_DIGITS, RoundingMode.HALF_UP));
    }

    /** The first end of a step after a time. */
    static long endAfter(long time) {
        return (Math.floorDiv(time, STEP) + 1) * STEP;
    }

    void forgetBefore(long time) {
        sums.headMap(time).clear();
    }

    void restore(Sum[] saved) {
        for (Sum sum : saved) {
            add(sum);
        }
    }

    Sum[] saved() {
        return sums.values().toArray(new Sum[0]);
    }
}
