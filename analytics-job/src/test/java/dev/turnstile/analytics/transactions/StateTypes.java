package dev.turnstile.analytics.transactions;

import java.util.stream.Stream;

/** The types that the operators of this pipeline keep in Flink's state. */
public final class StateTypes {

    private StateTypes() {}

    public static Stream<Class<?>> all() {
        return Stream.of(RunningTotals.Saved.class, PlacesAlerts.Firing.class, HighPayment.class);
    }
}
