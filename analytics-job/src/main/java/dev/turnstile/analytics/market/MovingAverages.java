package dev.turnstile.analytics.market;

import dev.turnstile.events.results.CandleResult.Averages;
import dev.turnstile.events.results.Trend;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The averages on a candle. */
final class MovingAverages {

    static final int SHORT = 5;
    static final int LONG = 20;

    private MovingAverages() {}

    /** The averages with the trend that follows from them. */
    static Averages of(
            @Nullable BigDecimal sma5,
            @Nullable BigDecimal sma20,
            @Nullable BigDecimal sliding,
            @Nullable BigDecimal previousSliding) {
        return new Averages(sma5, sma20, sliding, previousSliding, trend(sma5, sma20));
    }

    /**
     * The simple moving average: the mean of the first {@code count} closes. Exact, because fifths and twentieths of a
     * decimal are decimals.
     *
     * @param closes newest first
     * @return null if there are fewer
     */
    static @Nullable BigDecimal simple(List<BigDecimal> closes, int count) {
        if (closes.size() < count) {
            return null;
        }
        BigDecimal sum = closes.subList(0, count).stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        return plain(sum.divide(BigDecimal.valueOf(count)));
    }

    /** Without the zeros at its end that computing leaves, so that equal values are written alike. */
    static BigDecimal plain(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    private static Trend trend(@Nullable BigDecimal sma5, @Nullable BigDecimal sma20) {
        int crossing = sma5 == null || sma20 == null ? 0 : sma5.compareTo(sma20);
        return crossing > 0 ? Trend.UP : crossing < 0 ? Trend.DOWN : Trend.FLAT;
    }
}
