package dev.turnstile.dashboard;

import dev.turnstile.events.Topics;
import dev.turnstile.events.results.CandleInterval;
import dev.turnstile.events.results.CandleResult;
import dev.turnstile.events.results.Settlement;
import dev.turnstile.events.results.Status;
import dev.turnstile.events.results.Trend;
import java.math.BigDecimal;
import java.time.Instant;

/** Candles as the job writes them. */
final class Candles {

    private Candles() {}

    static CandleResult candle(
            String symbol, CandleInterval interval, Instant start, String close, Status status, int revision) {
        BigDecimal price = new BigDecimal(close);
        return new CandleResult(
                new Settlement(start, start.plus(interval.length()), status, revision, start.plusSeconds(90)),
                symbol,
                interval,
                price.add(new BigDecimal(symbol.equals("BTC") ? start.getEpochSecond() / 60 % 3 - 1 : -1)),
                price.add(BigDecimal.TEN),
                price.subtract(BigDecimal.TEN),
                price,
                new BigDecimal("1.250"),
                42,
                new CandleResult.Averages(price, price.subtract(BigDecimal.ONE), price, null, Trend.UP));
    }

    static void publish(ResultTopics topics, CandleResult candle) {
        boolean isLive = candle.settlement().status() == Status.PROVISIONAL;
        topics.send(
                isLive ? Topics.LIVE : Topics.CRYPTO_CANDLES, isLive ? candle.key() : candle.symbol(), candle.toJson());
    }
}
