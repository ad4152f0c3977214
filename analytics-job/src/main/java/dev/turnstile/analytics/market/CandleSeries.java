package dev.turnstile.analytics.market;

import dev.turnstile.events.results.CandleInterval;
import dev.turnstile.events.results.CandleResult;
import dev.turnstile.events.results.CandleResult.Averages;
import dev.turnstile.events.results.Settlement;
import dev.turnstile.events.results.Status;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The candles of one symbol and interval, in the order of their windows: those that may still be corrected, and as many
 * before them as averages and scores look back to.
 *
 * <p>What is published is at any time what a computation over all ticks so far would give: when a candle is corrected,
 * each later one that was published and whose averages change by it is corrected too.
 */
final class CandleSeries {

    private final String symbol;
    private final CandleInterval interval;
    private final HalfMinutes halfMinutes;
    private final long latenessMillis;
    private final int lookBack;
    private final TreeMap<Long, Candle> candles = new TreeMap<>();

    /** @param lookBack how many candles are kept of those that can no longer be corrected */
    CandleSeries(String symbol, CandleInterval interval, HalfMinutes halfMinutes, long latenessMillis, int lookBack) {
        this.symbol = symbol;
        this.interval = interval;
        this.halfMinutes = halfMinutes;
        this.latenessMillis = latenessMillis;
        this.lookBack = lookBack;
    }

    /** The half minutes have it already. */
    void add(Tick tick) {
        long start = interval.startOf(tick.time());
        Candle candle = candles.get(start);
        if (candle == null) {
            candle = new Candle(start, tick);
            candles.put(start, candle);
        } else {
            candle.add(tick);
        }
        candle.isChanged = true;
    }

    /** The candles that are open at this watermark and have changed since they were last shown. */
    void publishLive(long watermark, long now, Consumer<CandleResult> live) {
        for (Candle candle : candles.values()) {
            if (candle.isChanged && !candle.isPublished() && !isClosed(candle, watermark)) {
                candle.isChanged = false;
                Averages soFar = averages(candle, HalfMinutes.endAfter(candle.lastTickAt()));
                live.accept(result(candle, Status.PROVISIONAL, 0, soFar, now));
            }
        }
    }

    /** What ticks that came after a candle's end have changed: that candle, and averages of later ones. */
    void publishCorrections(long watermark, long now, Consumer<CandleResult> results) {
        boolean hasCorrection = false;
        for (Candle candle : candles.values()) {
            boolean isLate = candle.isChanged && (candle.isPublished() || isClosed(candle, watermark));
            hasCorrection |= isLate;
            if (isLate && !candle.isPublished()) {
                // It ended without a tick, so what was final was nothing; this came late.
                candle.revision = 0;
            }
            if (hasCorrection && candle.isPublished()) {
                Averages averages = averages(candle, endOf(candle));
                if (isLate || !averages.equals(candle.published)) {
                    candle.revision++;
                    publish(candle, Status.CORRECTED, averages, now, results);
                }
            }
        }
    }

    /** The candles that end by this watermark; {@code settled} is told of each, after it was published. */
    void publishFinal(long watermark, long now, Consumer<CandleResult> results, Consumer<Candle> settled) {
        for (Candle candle : candles.values()) {
            if (!candle.isPublished() && isClosed(candle, watermark)) {
                candle.revision = 0;
                publish(candle, Status.FINAL, averages(candle, endOf(candle)), now, results);
                settled.accept(candle);
            }
        }
    }

    /** Forgets what nothing looks back to any more. */
    void forget(long watermark) {
        long overForGood = candles.values().stream()
                .filter(candle -> endOf(candle) - 1 + latenessMillis <= watermark)
                .count();
        for (; overForGood > lookBack; overForGood--) {
            candles.pollFirstEntry();
        }
    }

    /** The closes up to and with a candle's, newest first; at most {@code count}. */
    List<BigDecimal> closesUpTo(Candle candle, int count) {
        List<BigDecimal> closes = new ArrayList<>(count);
        for (Candle each : candles.headMap(candle.start, true).descendingMap().values()) {
            if (closes.size() == count) {
                break;
            }
            closes.add(each.close());
        }
        return closes;
    }

    long endOf(Candle candle) {
        return candle.start + interval.length().toMillis();
    }

    void restore(Candle.Saved[] saved) {
        for (Candle.Saved candle : saved) {
            candles.put(candle.start(), new Candle(candle));
        }
    }

    Candle.Saved[] saved() {
        return candles.values().stream().map(Candle::saved).toArray(Candle.Saved[]::new);
    }

    private boolean isClosed(Candle candle, long watermark) {
        return endOf(candle) - 1 <= watermark;
    }

    private Averages averages(Candle candle, long slideEnd) {
        List<BigDecimal> closes = closesUpTo(candle, MovingAverages.LONG);
        return MovingAverages.of(
                MovingAverages.simple(closes, MovingAverages.SHORT),
                MovingAverages.simple(closes, MovingAverages.LONG),
                halfMinutes.mean(slideEnd),
                halfMinutes.mean(slideEnd - HalfMinutes.STEP));
    }

    private void publish(Candle candle, Status status, Averages averages, long now, Consumer<CandleResult> results) {
        candle.isChanged = false;
        candle.published = averages;
        results.accept(result(candle, status, candle.revision, averages, now));
    }

    private CandleResult result(Candle candle, Status status, int revision, Averages averages, long now) {
        return new CandleResult(
                new Settlement(
                        Instant.ofEpochMilli(candle.start),
                        Instant.ofEpochMilli(endOf(candle)),
                        status,
                        revision,
                        Instant.ofEpochMilli(now)),
                symbol,
                interval,
                candle.open(),
                candle.high(),
                candle.low(),
                candle.close(),
                candle.volume(),
                candle.ticks(),
                averages);
    }
}
