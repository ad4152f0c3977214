package dev.turnstile.analytics.windows;

import java.util.stream.Stream;

/** The types that the shared operators keep in Flink's state. */
public final class StateTypes {

    private StateTypes() {}

    public static Stream<Class<?>> all() {
        return Stream.of(
                Intake.PartitionWatermark.class,
                KeyedIdentities.Chunk.class,
                WindowTotals.Key.class,
                WindowTotals.Saved.class,
                CancellingAdmission.Undone.class,
                Ledger.Minute.class);
    }
}
