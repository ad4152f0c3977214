package dev.turnstile.sources.backfill;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What is to be published so that readers have one job's results in the place of another's, which were of something else.
 *
 * @param results by key, what is to be there; empty where nothing is
 * @param live keys of which nothing is to be there
 */
record Replacement(Map<String, String> results, Set<String> live) {

    /**
     * Compares what there is of each key; a key without a value is none.
     *
     * @param results and
     * @param live when the last record of each key was appended
     * @param computed by the job that takes the other's place, before it did
     * @param switched since when what is published is that job's, and stays
     */
    static Replacement of(
            Map<String, Instant> results, Map<String, Instant> live, Map<String, String> computed, Instant switched) {
        Map<String, String> replaced = new TreeMap<>();
        results.forEach((key, appendedAt) -> {
            if (appendedAt.isBefore(switched)) {
                replaced.put(key, "");
            }
        });
        computed.forEach((key, value) -> {
            Instant there = results.get(key);
            if (there == null || there.isBefore(switched)) {
                replaced.put(key, value);
            }
        });
        return new Replacement(
                replaced,
                live.entrySet().stream()
                        .filter(record -> record.getValue().isBefore(switched))
                        .map(Map.Entry::getKey)
                        .collect(Collectors.toSet()));
    }

    /** How many keys have nothing in their place. */
    long taken() {
        return results.values().stream().filter(String::isEmpty).count();
    }

    long published() {
        return results.size() - taken();
    }
}
