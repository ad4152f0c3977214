package dev.turnstile.dashboard.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnstile.dashboard.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChangeLogTest {

    private static final long PLENTY = 1_000_000;

    @Test
    void an_empty_log_reaches_back_to_its_beginning() {
        ChangeLog log = new ChangeLog(3, PLENTY);

        assertThat(log.last()).isZero();
        assertThat(log.reachesBackTo(0)).isTrue();
        assertThat(log.after(0, 10)).isEmpty();
        assertThat(log.reachesBackTo(1)).isFalse();
    }

    @Test
    void the_newest_changes_push_out_the_oldest() {
        ChangeLog log = new ChangeLog(3, PLENTY);
        for (int i = 1; i <= 5; i++) {
            append(log, "orders", "c" + i);
        }

        assertThat(log.reachesBackTo(1)).isFalse();
        assertThat(log.after(2, 10)).extracting(Change::sequence).containsExactly(3L, 4L, 5L);
        assertThat(log.after(3, 1)).extracting(Change::sequence).containsExactly(4L);
    }

    @Test
    void the_newest_change_stays_however_large_it_is() {
        ChangeLog log = new ChangeLog(3, 100);
        append(log, "orders", "small");
        append(log, "orders", "x".repeat(500));

        assertThat(log.reachesBackTo(0)).isFalse();
        assertThat(log.after(1, 10)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void it_behaves_as_a_list_that_forgets_its_head(long seed) {
        Random random = new Random(seed);
        int mostChanges = 1 + random.nextInt(20);
        int mostBytes = 50 + random.nextInt(400);
        ChangeLog log = new ChangeLog(mostChanges, mostBytes);
        List<Change> model = new ArrayList<>();

        for (int i = 1; i <= 2_000; i++) {
            Json json = append(log, "p" + random.nextInt(3), "x".repeat(random.nextInt(60)));
            model.add(new Change(i, Change.Kind.RESULT, "any", json));
            while (model.size() > mostChanges || (model.size() > 1 && bytesOf(model) > mostBytes)) {
                model.remove(0);
            }
            long oldest = model.get(0).sequence();
            long from = random.nextInt(i + 3);
            boolean isKept = from >= oldest - 1 && from <= i;

            assertThat(log.last()).isEqualTo(i);
            assertThat(log.reachesBackTo(from))
                    .as("seed %s, change %s, from %s", seed, i, from)
                    .isEqualTo(isKept);
            if (isKept) {
                int most = random.nextInt(25);
                assertThat(log.after(from, most))
                        .extracting(Change::json)
                        .isEqualTo(model.stream()
                                .filter(change -> change.sequence() > from)
                                .limit(most)
                                .map(Change::json)
                                .toList());
            }
        }
    }

    private static int bytesOf(List<Change> changes) {
        return changes.stream().mapToInt(change -> change.json().length()).sum();
    }

    private static Json append(ChangeLog log, String pipeline, String text) {
        Json json = Json.ofText("is", text);
        log.append(Change.Kind.RESULT, pipeline, json);
        return json;
    }
}
