package dev.turnstile.dashboard.stream;

import static dev.turnstile.dashboard.store.ResultFixtures.live;
import static dev.turnstile.dashboard.store.ResultFixtures.settled;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnstile.dashboard.json.Json;
import dev.turnstile.dashboard.store.Limits;
import dev.turnstile.dashboard.store.ResultsStore;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CursorTest {

    private static final Limits LIMITS = new Limits(Duration.ofHours(24), 10_000, 100_000_000, 10, 1_000_000);

    private final ResultsStore store = new ResultsStore(LIMITS, Set.of("orders", "bookings"));

    @Test
    void a_new_client_gets_a_snapshot_first() {
        store.caughtUp();
        store.put(settled("orders", "", "10:50", 0));

        assertThat(all(cursor(null))).isEqualTo("""
                        retry: 1000

                        id: e1-1
                        event: snapshot
                        data: {"definitions":[],"results":[{"is":"orders||2025-11-24T10:50:00Z|r0"}],"live":[],"alerts":[],"ledger":[],"rows":[]}

                        """);
    }

    @Test
    void then_it_gets_each_change_with_an_id() {
        store.caughtUp();
        Cursor cursor = cursor(null);
        all(cursor);
        store.put(settled("orders", "", "10:50", 0));
        store.put(live("orders", "", "10:51", "v1"));
        store.publishLive();

        assertThat(all(cursor)).isEqualTo("""
                        id: e1-1
                        event: result
                        data: {"is":"orders||2025-11-24T10:50:00Z|r0"}

                        id: e1-2
                        event: live
                        data: {"is":"orders||2025-11-24T10:51:00Z|v1"}

                        """);
    }

    @Test
    void until_the_store_is_caught_up_there_is_no_snapshot_but_a_sign_of_life() {
        store.put(settled("orders", "", "10:50", 0));
        Cursor cursor = cursor(null);

        assertThat(text(cursor.next(seconds(10), health(1)))).isEqualTo("retry: 1000\n\n: still here\n\n");
        store.caughtUp();
        assertThat(text(cursor.next(seconds(11), health(1)))).startsWith("id: e1-0\nevent: snapshot\n");
    }

    @Test
    void a_client_that_comes_back_is_told_what_it_missed_and_nothing_else() {
        store.caughtUp();
        store.put(settled("orders", "", "10:50", 0));
        store.put(settled("orders", "", "10:51", 0));

        assertThat(all(cursor("e1-1"))).contains("id: e1-2\nevent: result").doesNotContain("e1-1", "snapshot", "reset");
        assertThat(all(cursor("e1-2"))).isEqualTo("retry: 1000\n\n");
    }

    @Test
    void what_is_no_longer_known_is_answered_with_a_reset_and_a_snapshot() {
        store.caughtUp();
        for (int minute = 10; minute < 30; minute++) {
            store.put(settled("orders", "", "10:" + minute, 0));
        }

        assertThat(all(cursor("e1-9"))).contains("event: reset\ndata: {\"reason\":\"Too much has changed since\"}");
        assertThat(all(cursor("e1-10"))).doesNotContain("reset");
        assertThat(all(cursor("e1-21"))).contains("event: reset", "id: e1-20\nevent: snapshot");
        assertThat(all(cursor("e0-15"))).contains("The server was started anew since", "event: snapshot");
        assertThat(all(cursor("'; drop table"))).contains("event: reset", "event: snapshot");
    }

    @Test
    void a_client_of_some_pipelines_is_told_of_those_and_its_place_moves_on_past_the_others() {
        store.caughtUp();
        Cursor cursor = new Cursor(store, "e1", Set.of("orders"), null, 0);
        all(cursor);
        store.put(settled("bookings", "a", "10:50", 0));
        assertThat(all(cursor)).isEmpty();

        assertThat(text(cursor.next(seconds(10), null))).isEqualTo(": still here\n\nid: e1-1\n\n");
    }

    @Test
    void how_the_pipelines_are_is_told_once_each_time_and_only_the_latest() {
        store.caughtUp();
        Cursor cursor = cursor(null);
        all(cursor);

        assertThat(text(cursor.next(0, health(3)))).isEqualTo("event: pipelines\ndata: {\"is\":\"health 3\"}\n\n");
        assertThat(text(cursor.next(0, health(3)))).isEmpty();
        assertThat(text(cursor.next(0, health(4)))).contains("health 4");
    }

    @Test
    void a_large_snapshot_comes_in_pieces_with_nothing_in_between() {
        for (int show = 0; show < 1_000; show++) {
            store.put(settled("bookings", "show-" + show, "10:50", 0));
        }
        store.caughtUp();
        Cursor cursor = cursor(null);

        StringBuilder text = new StringBuilder(text(cursor.next(seconds(10), health(1))));
        assertThat(text.length()).isBetween(16 * 1024, 17 * 1024);
        store.put(settled("orders", "", "10:50", 0));
        text.append(all(cursor, seconds(10), health(1)));

        assertThat(text.toString().lines().filter(line -> line.startsWith("data: {\"definitions\":[],\"results\":[")))
                .singleElement()
                .satisfies(data -> assertThat(data.split("\"is\"", -1)).hasSize(1_001));
        assertThat(text).containsSubsequence("event: snapshot", "event: result", "event: pipelines", ": still here");
    }

    @Test
    void a_client_that_changes_have_moved_on_without_is_lost() {
        store.caughtUp();
        Cursor cursor = cursor(null);
        all(cursor);
        for (int minute = 10; minute < 21; minute++) {
            assertThat(cursor.isLeftBehind()).isFalse();
            store.put(settled("orders", "", "10:" + minute, 0));
        }

        assertThat(cursor.isLeftBehind()).isTrue();
        cursor.next(0, null);
        assertThat(cursor.isLost()).isTrue();
    }

    private Cursor cursor(@Nullable String last) {
        return new Cursor(store, "e1", Set.of(), last, 0);
    }

    private static String all(Cursor cursor) {
        return all(cursor, 0, null);
    }

    private static String all(Cursor cursor, long nowNanos, Cursor.@Nullable Health health) {
        StringBuilder all = new StringBuilder();
        for (String next = text(cursor.next(nowNanos, health));
                !next.isEmpty();
                next = text(cursor.next(nowNanos, health))) {
            all.append(next);
        }
        return all.toString();
    }

    private static String text(byte[] bytes) {
        return new String(bytes, UTF_8);
    }

    private static Cursor.Health health(int number) {
        return new Cursor.Health(number, Json.ofText("is", "health " + number));
    }

    private static long seconds(int seconds) {
        return Duration.ofSeconds(seconds).toNanos();
    }
}
