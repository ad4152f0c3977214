package dev.turnstile.analytics.market;

import dev.turnstile.events.results.Alert;
import dev.turnstile.events.results.CandleInterval;
import dev.turnstile.events.results.CandleResult;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Everything about one symbol: its candles of both intervals, its alert, its latest price. */
final class Instrument {

    private final HalfMinutes halfMinutes = new HalfMinutes();
    private final CandleSeries minutes;
    private final List<CandleSeries> series;
    private final PriceAlerts alerts;
    private final long latenessMillis;
    private @Nullable Tick latest;
    private boolean isLatestNew;
    boolean isUnsaved;

    /** What is kept of a symbol in state. */
    public record Saved(
            Candle.Saved[] minutes,
            Candle.Saved[] fiveMinutes,
            HalfMinutes.Sum[] halfMinutes,
            @Nullable Tick latest,
            PriceAlerts.@Nullable Firing firing) {}

    Instrument(String symbol, long latenessMillis, double alertLimit) {
        this.latenessMillis = latenessMillis;
        minutes = new CandleSeries(
                symbol, CandleInterval.ONE_MINUTE, halfMinutes, latenessMillis, ReturnScore.CLOSES - 1);
        series = List.of(
                minutes,
                new CandleSeries(
                        symbol, CandleInterval.FIVE_MINUTES, halfMinutes, latenessMillis, MovingAverages.LONG - 1));
        alerts = new PriceAlerts(symbol, alertLimit);
    }

    void add(Tick tick) {
        halfMinutes.add(tick);
        series.forEach(each -> each.add(tick));
        if (latest == null || tick.isAfter(latest)) {
            latest = tick;
            isLatestNew = true;
        }
        isUnsaved = true;
    }

    void publishLive(long watermark, long now, Consumer<CandleResult> live) {
        series.forEach(each -> each.publishLive(watermark, now, live));
    }

    void publishCorrections(long watermark, long now, Consumer<CandleResult> results) {
        series.forEach(each -> each.publishCorrections(watermark, now, results));
    }

    void publishFinal(long watermark, long now, Consumer<CandleResult> results, Consumer<Alert> fired) {
        for (CandleSeries each : series) {
            each.publishFinal(watermark, now, results, candle -> {
                isUnsaved = true;
                if (each == minutes) {
                    ReturnScore.of(minutes.closesUpTo(candle, ReturnScore.CLOSES))
                            .ifPresent(score -> alerts.judge(score, candle.start, minutes.endOf(candle), fired));
                }
            });
        }
    }

    /** The latest price, if it is another than when this was asked before. */
    void publishLatest(Consumer<Tick> prices) {
        Tick price = latest;
        if (isLatestNew && price != null) {
            isLatestNew = false;
            prices.accept(price);
        }
    }

    void forget(long watermark) {
        series.forEach(each -> each.forget(watermark));
        // Compared so that no watermark overflows.
        if (watermark > Long.MIN_VALUE / 2 && watermark < Long.MAX_VALUE / 2) {
            halfMinutes.forgetBefore(watermark - latenessMillis - 4 * HalfMinutes.STEP);
        }
    }

    /** Whether its newest tick is older than that, epoch milliseconds. */
    boolean isSilentSince(long time) {
        return latest == null || latest.time() < time;
    }

    Saved saved() {
        return new Saved(series.get(0).saved(), series.get(1).saved(), halfMinutes.saved(), latest, alerts.saved());
    }

    void restore(Saved saved) {
        series.get(0).restore(saved.minutes());
        series.get(1).restore(saved.fiveMinutes());
        halfMinutes.restore(saved.halfMinutes());
        latest = saved.latest();
        alerts.restore(saved.firing());
        isLatestNew = latest != null;
    }
}
