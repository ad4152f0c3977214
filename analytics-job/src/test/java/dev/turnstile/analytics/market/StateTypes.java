package dev.turnstile.analytics.market;

import java.util.stream.Stream;

/** The types that the market's operators keep in Flink's state. */
public final class StateTypes {

    private StateTypes() {}

    public static Stream<Class<?>> all() {
        return Stream.of(
                Instrument.Saved.class,
                Candle.Saved.class,
                HalfMinutes.Sum.class,
                Tick.class,
                PriceAlerts.Firing.class);
    }
}
