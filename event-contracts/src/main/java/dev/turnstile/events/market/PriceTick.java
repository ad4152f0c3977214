package dev.turnstile.events.market;

import dev.turnstile.events.Reading;
import dev.turnstile.events.Times;
import dev.turnstile.events.json.JsonReader;
import dev.turnstile.events.json.JsonWriter;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * What was paid, or quoted, for one unit of something: the value on {@code crypto-prices}.
 *
 * @param symbol what it is the price of, such as {@code BTC}
 * @param price above zero, see {@link dev.turnstile.events.Decimals}
 * @param volume how much changed hands at that price; zero when it is a quote and not a trade
 * @param tickId the trade's id, by which it is counted once for its symbol; absent from polled prices, which have none
 * @param source where the price comes from, such as {@code coinbase}
 * @param timestamp when it was the price, to the millisecond
 */
public record PriceTick(
        String symbol,
        BigDecimal price,
        BigDecimal volume,
        @Nullable String tickId,
        @Nullable String source,
        Instant timestamp) {

    public PriceTick {
        // So that an event is the same before it is written and once it is read.
        timestamp = timestamp.truncatedTo(ChronoUnit.MILLIS);
    }

    /** Reads a record of the topic; a missing {@code volume} is zero. Unknown fields are passed over. */
    public static Reading<PriceTick> read(byte @Nullable [] json, Instant now) {
        Instant latest = now.plus(Times.MOST_IN_FUTURE);
        return JsonReader.readRecord(json, in -> {
            String symbol = null;
            BigDecimal price = null;
            BigDecimal volume = null;
            String tickId = null;
            String source = null;
            Instant timestamp = null;
            String field;
            while ((field = in.nextField()) != null) {
                switch (field) {
                    case "symbol" -> symbol = in.text();
                    case "price" -> price = in.decimal(false);
                    case "volume" -> volume = in.decimal(true);
                    case "tick_id" -> tickId = in.text();
                    case "source" -> source = in.text();
                    case "timestamp" -> timestamp = in.time(latest);
                    default -> {}
                }
            }
            in.require("symbol", symbol);
            in.require("price", price);
            in.require("timestamp", timestamp);
            if (symbol == null || price == null || timestamp == null) {
                return new Reading.Rejected<>(in.problems());
            }
            return new Reading.Accepted<>(
                    new PriceTick(symbol, price, volume == null ? BigDecimal.ZERO : volume, tickId, source, timestamp));
        });
    }

    /** The record's value as JSON. */
    public byte[] toJson() {
        return JsonWriter.write(json -> json.text("symbol", symbol)
                .decimal("price", price)
                .decimal("volume", volume)
                .text("tick_id", tickId)
                .text("source", source)
                .time("timestamp", timestamp));
    }
}
