package dev.turnstile.sources.backfill;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What is to be published so that readers have the numbers computed anew: a correction of each window that differs, and
 * each window that was missing. Windows that only the published side has are left as they are.
 *
 * @param corrections by key: what is published now, empty where nothing is, and the record that is to come after it
 */
record Backfill(Map<String, Correction> corrections, long alike) {

    record Correction(Optional<String> published, String record) {}

    /** Whether a result of this key is the pipeline's: of its first window, or of one that has its name in the key. */
    static boolean isOf(String pipeline, String key) {
        return key.startsWith(pipeline + "|") || key.startsWith(pipeline + "/");
    }

    /**
     * Compares.
     *
     * @param published by key, of each the highest revision
     * @param before windows that end later are left to the job that runs
     */
    static Backfill of(Map<String, String> published, Map<String, String> computedAnew, Instant before) {
        Map<String, Correction> corrections = new TreeMap<>();
        long alike = 0;
        for (Map.Entry<String, String> result : computedAnew.entrySet()) {
            Optional<WindowResult> anew = WindowResult.read(result.getValue())
                    .filter(window -> !window.windowEnd().isAfter(before));
            if (anew.isEmpty()) {
                continue;
            }
            Optional<String> there = Optional.ofNullable(published.get(result.getKey()));
            Optional<WindowResult> old = there.flatMap(WindowResult::read);
            if (old.isPresent() && old.get().numbers().equals(anew.get().numbers())) {
                alike++;
            } else {
                String record = old.map(anew.get()::correcting).orElseGet(anew.get()::asFinal);
                corrections.put(result.getKey(), new Correction(there, record));
            }
        }
        return new Backfill(corrections, alike);
    }
}
