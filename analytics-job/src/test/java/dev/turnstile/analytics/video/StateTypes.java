package dev.turnstile.analytics.video;

import java.util.stream.Stream;

/** The types that this pipeline keeps in Flink's state. */
public final class StateTypes {

    private StateTypes() {}

    public static Stream<Class<?>> all() {
        return Stream.of(SourceWatch.Saved.class, SourceAccount.Saved.class, SourceAlarms.Saved.class);
    }
}
