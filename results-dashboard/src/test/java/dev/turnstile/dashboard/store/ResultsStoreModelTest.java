package dev.turnstile.dashboard.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnstile.dashboard.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random results against a map that never forgets, and clients that come, go and come back at any moment. */
class ResultsStoreModelTest {

    private static final Instant START = Instant.parse("2025-11-24T10:00:00Z");

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14, 15, 16})
    void it_behaves_as_a_map_of_the_highest_revisions(long seed) {
        Random random = new Random(seed);
        ResultsStore store = new ResultsStore(plenty(), Set.of());
        Map<String, WindowResult> settled = new HashMap<>();
        Map<String, WindowResult> live = new HashMap<>();

        for (int i = 0; i < 5_000; i++) {
            WindowResult result = randomResult(random, i);
            String key = result.pipeline() + result.dimension() + result.windowStart();
            store.put(result);
            if (!result.isProvisional()) {
                settled.merge(key, result, (before, now) -> before.revision() > now.revision() ? before : now);
                live.remove(key);
            } else if (!settled.containsKey(key)) {
                live.put(key, result);
            }
        }

        List<WindowResult> kept = new ArrayList<>();
        store.pipelines().forEach(name -> kept.addAll(store.results(name, TimeRange.EVER, null, 1_000_000)));
        assertThat(kept).containsExactlyInAnyOrderElementsOf(settled.values());
        assertThat(store.live()).containsExactlyInAnyOrderElementsOf(live.values());
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23, 24, 25, 26})
    void a_client_that_applies_what_it_is_told_knows_what_the_store_knows(long seed) {
        Random random = new Random(seed);
        ResultsStore store = new ResultsStore(plenty(), Set.of());
        store.caughtUp();
        // What a client has seen, as the JSON of each record that it would still hold.
        List<Json> told = new ArrayList<>();
        long position = restart(store, told);

        for (int i = 0; i < 3_000; i++) {
            store.put(randomResult(random, i));
            int what = random.nextInt(50);
            if (what == 0) {
                store.publishLive();
            } else if (what == 1) {
                told.clear();
                position = restart(store, told);
            } else if (what < 10) {
                position = follow(store, position, told, 1 + random.nextInt(5));
            }
        }
        store.publishLive();
        follow(store, position, told, Integer.MAX_VALUE);

        assertThat(told).as("no record is told twice, seed %s", seed).doesNotHaveDuplicates();
        Snapshot truth = store.snapshot(Set.of());
        assertThat(told).containsAll(truth.results()).containsAll(truth.live());
    }

    private static long restart(ResultsStore store, List<Json> told) {
        Snapshot snapshot = store.snapshot(Set.of());
        told.addAll(snapshot.results());
        told.addAll(snapshot.live());
        return snapshot.sequence();
    }

    private static long follow(ResultsStore store, long position, List<Json> told, int most) {
        List<Change> changes = store.changesAfter(position, most).orElseThrow();
        changes.forEach(change -> told.add(change.json()));
        return changes.isEmpty() ? position : changes.get(changes.size() - 1).sequence();
    }

    private static WindowResult randomResult(Random random, int number) {
        boolean isProvisional = random.nextInt(3) > 0;
        return ResultFixtures.result(
                random.nextBoolean() ? "orders" : "bookings",
                "show-" + random.nextInt(5),
                START.plusSeconds(60L * random.nextInt(20)),
                isProvisional,
                isProvisional ? 0 : random.nextInt(4),
                "number-" + number);
    }

    private static Limits plenty() {
        return new Limits(Duration.ofHours(24), 1_000_000, 1_000_000_000, 1_000_000, 1_000_000_000);
    }
}
