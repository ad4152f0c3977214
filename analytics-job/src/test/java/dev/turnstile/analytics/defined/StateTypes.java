package dev.turnstile.analytics.defined;

import java.util.stream.Stream;

/** The types that the operators of definitions keep in Flink's state. */
public final class StateTypes {

    private StateTypes() {}

    public static Stream<Class<?>> all() {
        return Stream.of(ConditionWatch.Streak.class);
    }
}
