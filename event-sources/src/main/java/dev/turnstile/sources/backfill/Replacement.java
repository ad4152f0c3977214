package dev.turnstile.sources.backfill;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.turnstile.sources.kafka.ReceivedEvent;
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
     * Compares the last records of each key.
     *
     * @param computed by the job that takes the other's place, before it did
     * @param switched since when what is published is that job's, and stays
     */
    static Replacement of(
            Map<String, ReceivedEvent> results,
            Map<String, ReceivedEvent> live,
            Map<String, ReceivedEvent> computed,
            Instant switched) {
        Map<String, String> replaced = new TreeMap<>();
        results.forEach((key, record) -> {
            if (isOfTheOther(record, switched)) {
                replaced.put(key, "");
            }
        });
        computed.forEach((key, record) -> {
            byte[] value = record.value();
            ReceivedEvent there = results.get(key);
            if (value != null && (there == null || there.appendedAt().isBefore(switched))) {
                replaced.put(key, new String(value, UTF_8));
            }
        });
        return new Replacement(
                replaced,
                live.entrySet().stream()
                        .filter(record -> isOfTheOther(record.getValue(), switched))
                        .map(Map.Entry::getKey)
                        .collect(Collectors.toSet()));
    }

    private static boolean isOfTheOther(ReceivedEvent record, Instant switched) {
        return record.value() != null && record.appendedAt().isBefore(switched);
    }

    /** How many keys have nothing in their place. */
    long taken() {
        return results.values().stream().filter(String::isEmpty).count();
    }

    long published() {
        return results.size() - taken();
    }
}
