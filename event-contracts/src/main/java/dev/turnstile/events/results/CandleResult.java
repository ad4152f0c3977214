package dev.turnstile.events.results;

import dev.turnstile.events.json.JsonWriter;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * The prices of one symbol in one minute, or in five: the value on {@code crypto-candles}. There is none of a time
 * without ticks.
 *
 * @param open the first price by event time
 * @param close the last price by event time
 * @param ticks how many prices it is made of: one of a single tick says little
 * @param averages as of the candle's end
 */
public record CandleResult(
        Settlement settlement,
        String symbol,
        CandleInterval interval,
        BigDecimal open,
        BigDecimal high,
        BigDecimal low,
        BigDecimal close,
        BigDecimal volume,
        long ticks,
        Averages averages) {

    public static final String PIPELINE = "market";

    /**
     * Moving averages, each absent while there is too little to average.
     *
     * @param sma5 of the closes of the last five candles, this one among them; exact
     * @param sma20 of the last twenty
     * @param sliding of the prices in the minute that ends with the candle
     * @param previousSliding of the prices in the minute that ended 30 seconds before: one slide earlier
     * @param trend by the crossing of {@code sma5} and {@code sma20}
     */
    public record Averages(
            @Nullable BigDecimal sma5,
            @Nullable BigDecimal sma20,
            @Nullable BigDecimal sliding,
            @Nullable BigDecimal previousSliding,
            Trend trend) {}

    /** By which it is an upsert on {@code analytics-live}; on its own topic a candle is keyed by its symbol. */
    public String key() {
        return settlement.key(PIPELINE, symbol + "|" + interval.label());
    }

    public byte[] toJson() {
        return JsonWriter.write(json -> {
            json.text("pipeline", PIPELINE).text("symbol", symbol).text("interval", interval.label());
            settlement.writeWindow(json);
            json.decimal("open", open)
                    .decimal("high", high)
                    .decimal("low", low)
                    .decimal("close", close)
                    .decimal("volume", volume)
                    .number("ticks", ticks)
                    .decimal("sma_5", averages.sma5())
                    .decimal("sma_20", averages.sma20())
                    .decimal("sliding_average", averages.sliding())
                    .decimal("previous_sliding_average", averages.previousSliding())
                    .text("trend", averages.trend().label());
            settlement.writeStatus(json);
        });
    }
}
