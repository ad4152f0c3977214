package dev.turnstile.analytics.market;

import dev.turnstile.events.results.CandleResult.Averages;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What the ticks of one window come to, whatever the order in which they arrive. */
final class Candle {

    static final int UNPUBLISHED = -1;

    final long start;
    private Tick first;
    private Tick last;
    private BigDecimal high;
    private BigDecimal low;
    private BigDecimal volume;
    private long ticks;
    int revision = UNPUBLISHED;
    /** As they were published last. */
    @Nullable
    Averages published;

    boolean isChanged;

    /**
     * What is kept of a candle in state.
     *
     * @param first by event time, whose price is the open
     * @param last by event time, whose price is the close
     */
    public record Saved(
            long start,
            Tick first,
            Tick last,
            BigDecimal high,
            BigDecimal low,
            BigDecimal volume,
            long ticks,
            int revision,
            @Nullable BigDecimal sma5,
            @Nullable BigDecimal sma20,
            @Nullable BigDecimal sliding,
            @Nullable BigDecimal previousSliding) {}

    Candle(long start, Tick tick) {
        this.start = start;
        first = tick;
        last = tick;
        high = tick.price();
        low = tick.price();
        volume = tick.volume();
        ticks = 1;
    }

    Candle(Saved saved) {
        start = saved.start();
        first = saved.first();
        last = saved.last();
        high = saved.high();
        low = saved.low();
        volume = saved.volume();
        ticks = saved.ticks();
        revision = saved.revision();
        published = revision == UNPUBLISHED
                ? null
                : MovingAverages.of(saved.sma5(), saved.sma20(), saved.sliding(), saved.previousSliding());
    }

    void add(Tick tick) {
        first = first.isAfter(tick) ? tick : first;
        last = tick.isAfter(last) ? tick : last;
        high = high.max(tick.price());
        low = low.min(tick.price());
        volume = volume.add(tick.volume());
        ticks++;
    }

    Saved saved() {
        Averages averages = published;
        return new Saved(
                start,
                first,
                last,
                high,
                low,
                volume,
                ticks,
                revision,
                averages == null ? null : averages.sma5(),
                averages == null ? null : averages.sma20(),
                averages == null ? null : averages.sliding(),
                averages == null ? null : averages.previousSliding());
    }

    boolean isPublished() {
        return revision > UNPUBLISHED;
    }

    BigDecimal open() {
        return first.price();
    }

    BigDecimal high() {
        return high;
    }

    BigDecimal low() {
        return low;
    }

    BigDecimal close() {
        return last.price();
    }

    /** The event time of its last tick, epoch milliseconds. */
    long lastTickAt() {
        return last.time();
    }

    BigDecimal volume() {
        return volume;
    }

    long ticks() {
        return ticks;
    }
}
