package dev.turnstile.local.flink;

import dev.turnstile.local.process.CannotGoOn;
import java.util.Locale;
import java.util.Map;

/** Where a TaskManager keeps the jobs' state between checkpoints. */
public enum StateBackend {
    /** On the heap: quick, and enough for a laptop. */
    HASHMAP,
    /** On disk, outside the heap. */
    ROCKSDB;

    private static final String SETTING = "STATE_BACKEND";

    public static StateBackend from(Map<String, String> environment) {
        var value = environment.getOrDefault(SETTING, "hashmap");
        for (var backend : values()) {
            if (backend.name().toLowerCase(Locale.ROOT).equals(value)) {
                return backend;
            }
        }
        throw new CannotGoOn(SETTING + " must be hashmap or rocksdb, and is \"" + value + "\"");
    }
}
