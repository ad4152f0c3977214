package dev.turnstile.analytics.market;

import dev.turnstile.analytics.windows.Event;
import dev.turnstile.analytics.windows.OutgoingRecord;
import dev.turnstile.events.json.JsonWriter;
import java.time.Instant;
import java.util.Objects;

/**
 * A row for one of the market's tables, or several of the same.
 *
 * @param json an object with the columns by name; of several rows, an array of such
 */
public record Row(Table table, byte[] json) {

    static Row ofCandle(OutgoingRecord candle) {
        return new Row(Table.CANDLES, Objects.requireNonNull(candle.value()));
    }

    static Row ofAlert(OutgoingRecord alert) {
        return new Row(Table.PRICE_ALERTS, Objects.requireNonNull(alert.value()));
    }

    static Row ofTick(Event<Tick> event) {
        Tick tick = event.payload();
        return new Row(
                Table.PRICE_TICKS,
                JsonWriter.write(json -> json.text("symbol", tick.symbol())
                        .text("record_id", tick.recordId())
                        .time("timestamp", Instant.ofEpochMilli(tick.time()))
                        .decimal("price", tick.price())
                        .decimal("volume", tick.volume())
                        .text("tick_id", tick.tickId())
                        .text("source", tick.source())));
    }
}
