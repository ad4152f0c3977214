package dev.turnstile.analytics.market;

import dev.turnstile.events.results.Alert;
import dev.turnstile.events.results.CandleResult;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The alert of one symbol: fires when a one-minute candle's return is beyond the limit, goes on while the next ones are
 * beyond it on the same side, and is over with the first that is not. A candle is judged once, when it is final.
 */
final class PriceAlerts {

    static final String SPIKE = "PRICE_SPIKE";
    static final String DROP = "PRICE_DROP";

    private final String symbol;
    private final double limit;
    private @Nullable Firing firing;

    /**
     * What is kept of an alert that goes on.
     *
     * @param windowStart of the candle that it began with, epoch milliseconds
     * @param since that candle's end
     */
    public record Firing(String kind, long windowStart, long since) {}

    PriceAlerts(String symbol, double limit) {
        this.symbol = symbol;
        this.limit = limit;
    }

    void judge(ReturnScore score, long windowStart, long windowEnd, Consumer<Alert> alerts) {
        String kind = score.score() > limit ? SPIKE : score.score() < -limit ? DROP : null;
        Firing before = firing;
        if (before != null && !before.kind().equals(kind)) {
            alerts.accept(alert(before, Alert.State.RESOLVED, score));
            firing = null;
        }
        if (kind != null && firing == null) {
            Firing begun = new Firing(kind, windowStart, windowEnd);
            alerts.accept(alert(begun, Alert.State.FIRING, score));
            firing = begun;
        }
    }

    @Nullable
    Firing saved() {
        return firing;
    }

    void restore(@Nullable Firing saved) {
        firing = saved;
    }

    private Alert alert(Firing about, Alert.State state, ReturnScore score) {
        Instant windowStart = Instant.ofEpochMilli(about.windowStart());
        double sign = about.kind().equals(SPIKE) ? 1 : -1;
        return new Alert(
                about.kind() + "|" + CandleResult.PIPELINE + "|" + symbol + "|" + windowStart,
                CandleResult.PIPELINE,
                symbol,
                about.kind(),
                state,
                score.value(),
                score.mean() + sign * limit * score.deviation(),
                score.score(),
                Instant.ofEpochMilli(about.since()),
                windowStart);
    }
}
