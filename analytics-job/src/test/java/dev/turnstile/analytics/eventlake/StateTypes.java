package dev.turnstile.analytics.eventlake;

import java.util.stream.Stream;

/** The types that the lake keeps in Flink's state. */
public final class StateTypes {

    private StateTypes() {}

    public static Stream<Class<?>> all() {
        return Stream.of(
                LakeWriter.SavedRows.class,
                LakeWriter.SavedFile.class,
                LakeFile.class,
                Manifests.Key.class,
                Manifests.Saved.class);
    }
}
