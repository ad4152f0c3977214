package dev.turnstile.dashboard.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnstile.dashboard.json.Json;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TablesTest {

    private static final TableDefinition USERS = new TableDefinition("transactions", "users", 2);

    private final ResultsStore store =
            new ResultsStore(new Limits(Duration.ofHours(24), 100, 1_000_000, 100, 100_000), List.of());

    @Test
    void the_last_record_of_a_key_is_true() {
        store.put(row("u-1", 10));
        store.put(row("u-1", 30));

        assertThat(store.table(USERS, 10)).containsExactly(row("u-1", 30));
        assertThat(store.put(row("u-1", 30))).isFalse();
    }

    @Test
    void the_highest_ranks_stay_and_who_has_fallen_out_may_come_back() {
        store.put(row("u-1", 10));
        store.put(row("u-2", 20));

        assertThat(store.put(row("u-3", 5))).isFalse();
        assertThat(store.put(row("u-3", 15))).isTrue();
        assertThat(store.table(USERS, 10)).containsExactly(row("u-2", 20), row("u-3", 15));
        assertThat(store.put(row("u-1", 25))).isTrue();
        assertThat(store.table(USERS, 1)).containsExactly(row("u-1", 25));
    }

    @Test
    void of_a_row_that_changes_often_its_latest_is_told_and_nothing_of_one_that_fell_out() {
        store.caughtUp();
        store.put(row("u-1", 10));
        store.put(row("u-2", 20));
        store.put(row("u-2", 21));
        store.put(row("u-3", 30));

        store.publishLive();
        store.publishLive();

        assertThat(store.changesAfter(0, 10).orElseThrow())
                .extracting(change -> change.json().toString())
                .containsExactly(
                        row("u-2", 21).told().toString(), row("u-3", 30).told().toString());
    }

    @Test
    void a_row_that_is_taken_away_is_told_of_once_with_its_place_and_no_record() {
        store.put(row("u-1", 10));
        store.caughtUp();
        assertThat(store.remove(USERS, "u-1")).isTrue();
        assertThat(store.remove(USERS, "u-1")).isFalse();
        assertThat(store.table(USERS, 10)).isEmpty();

        store.publishLive();
        store.publishLive();

        assertThat(store.changesAfter(0, 10).orElseThrow())
                .extracting(change -> change.json().toString())
                .containsExactly("{\"pipeline\":\"transactions\",\"table\":\"users\",\"key\":\"u-1\"}");
    }

    @Test
    void a_row_is_told_with_its_place_and_is_in_the_snapshot_of_its_pipeline() {
        store.put(row("u|\"1\"", 10));

        String told = """
                {"pipeline":"transactions","table":"users","key":"u|\\"1\\"","rank":10.0,"record":{"is":"10.0"}}""";
        assertThat(store.snapshot(Set.of("transactions")).rows())
                .extracting(Json::toString)
                .containsExactly(told);
        assertThat(store.snapshot(Set.of("orders")).rows()).isEmpty();
    }

    private static TableRow row(String key, double rank) {
        return new TableRow(USERS, key, rank, Json.ofText("is", Double.toString(rank)));
    }
}
