package dev.turnstile.analytics.alerts;

import java.util.stream.Stream;

/** The types that the alerts keep in Flink's state. */
public final class StateTypes {

    private StateTypes() {}

    public static Stream<Class<?>> all() {
        return Stream.of(Traffic.class);
    }
}
