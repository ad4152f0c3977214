package dev.turnstile.analytics.market;

import dev.turnstile.events.market.PriceTick;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A price on its way through the pipeline.
 *
 * @param time event time, epoch milliseconds
 * @param rank among ticks of the same millisecond, see {@link Rank}
 * @param recordId by which the tick is told from every other, even when it has no id of its own
 */
public record Tick(
        String symbol,
        long time,
        String rank,
        BigDecimal price,
        BigDecimal volume,
        @Nullable String tickId,
        @Nullable String source,
        String recordId) {

    /** @param position the record's topic, partition and offset, which identify it when it has no id */
    static Tick of(PriceTick tick, String position) {
        return new Tick(
                tick.symbol(),
                tick.timestamp().toEpochMilli(),
                Rank.of(tick.tickId(), tick.price()),
                tick.price(),
                tick.volume(),
                tick.tickId(),
                tick.source(),
                tick.tickId() == null ? position : tick.tickId());
    }

    /** Whether this comes after the other, by event time and not by arrival. */
    boolean isAfter(Tick other) {
        return time > other.time || (time == other.time && rank.compareTo(other.rank) > 0);
    }
}
