package dev.turnstile.dashboard.store;

import static dev.turnstile.dashboard.store.ResultFixtures.at;
import static dev.turnstile.dashboard.store.ResultFixtures.live;
import static dev.turnstile.dashboard.store.ResultFixtures.settled;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnstile.dashboard.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ResultsStoreTest {

    private static final Limits LIMITS = new Limits(Duration.ofHours(24), 1_000, 1_000_000, 100, 100_000);

    private final ResultsStore store = new ResultsStore(LIMITS, List.of("orders", "bookings"));

    @Test
    void the_highest_revision_wins_in_whatever_order_they_come() {
        assertThat(store.put(settled("orders", "", "10:50", 1))).isTrue();
        assertThat(store.put(settled("orders", "", "10:50", 0))).isFalse();
        assertThat(store.put(settled("orders", "", "10:50", 2))).isTrue();

        assertThat(results("orders")).extracting(WindowResult::revision).containsExactly(2L);
    }

    @Test
    void of_equal_revisions_the_last_one_wins_because_it_was_made_last() {
        WindowResult first = ResultFixtures.result("orders", "", at("10:50"), false, 0, "first");
        WindowResult second = ResultFixtures.result("orders", "", at("10:50"), false, 0, "second");
        store.put(first);

        assertThat(store.put(first)).isFalse();
        assertThat(store.put(second)).isTrue();
        assertThat(results("orders")).containsExactly(second);
    }

    @Test
    void a_provisional_result_never_replaces_a_final_one() {
        store.put(live("orders", "", "10:50", "v1"));
        store.put(settled("orders", "", "10:50", 0));

        assertThat(store.put(live("orders", "", "10:50", "v2"))).isFalse();
        assertThat(store.live()).isEmpty();
        assertThat(results("orders")).hasSize(1);
    }

    @Test
    void live_results_are_kept_apart_until_their_window_is_final() {
        store.put(live("bookings", "a", "10:50", "v1"));
        store.put(live("bookings", "b", "10:50", "v1"));
        store.put(live("bookings", "a", "10:50", "v2"));
        store.put(settled("bookings", "b", "10:50", 0));

        assertThat(store.live()).containsExactly(live("bookings", "a", "10:50", "v2"));
    }

    @Test
    void a_window_that_never_became_final_is_forgotten_in_time() {
        store.put(live("orders", "", "10:50", "v1"));
        store.put(live("orders", "", "12:51", "v1"));

        assertThat(store.live()).extracting(WindowResult::windowStart).containsExactly(at("12:51"));
    }

    @Test
    void results_are_told_ascending_and_the_newest_of_them_when_they_are_limited() {
        store.put(settled("bookings", "b", "10:51", 0));
        store.put(settled("bookings", "a", "10:51", 0));
        store.put(settled("bookings", "a", "10:50", 0));

        assertThat(results("bookings"))
                .extracting(result -> result.windowStart() + result.dimension())
                .containsExactly(at("10:50") + "a", at("10:51") + "a", at("10:51") + "b");
        assertThat(store.results("bookings", TimeRange.EVER, null, 2))
                .extracting(WindowResult::windowStart)
                .containsExactly(at("10:51"), at("10:51"));
    }

    @Test
    void a_range_includes_its_start_and_not_its_end() {
        List.of("10:50", "10:51", "10:52").forEach(time -> store.put(settled("orders", "", time, 0)));

        assertThat(store.results("orders", new TimeRange(at("10:50"), at("10:52")), null, 10))
                .extracting(WindowResult::windowStart)
                .containsExactly(at("10:50"), at("10:51"));
    }

    @Test
    void one_dimension_can_be_asked_for() {
        List.of("10:50", "10:51").forEach(time -> {
            store.put(settled("bookings", "a", time, 0));
            store.put(settled("bookings", "b", time, 0));
        });

        assertThat(store.results("bookings", TimeRange.EVER, "b", 10))
                .extracting(WindowResult::dimension)
                .containsExactly("b", "b");
    }

    @Test
    void what_was_let_go_of_does_not_come_back() {
        ResultsStore small = new ResultsStore(new Limits(Duration.ofHours(24), 2, 1_000_000, 10, 10_000), Set.of());
        List.of("10:50", "10:51", "10:52").forEach(time -> small.put(settled("orders", "", time, 0)));

        assertThat(small.put(settled("orders", "", "10:50", 1))).isFalse();
        assertThat(small.put(live("orders", "", "10:49", "v1"))).isFalse();
        assertThat(small.results("orders", TimeRange.EVER, null, 10))
                .extracting(WindowResult::windowStart)
                .containsExactly(at("10:51"), at("10:52"));
    }

    @Test
    void results_older_than_is_kept_go_as_newer_ones_come() {
        store.put(settled("orders", "", "10:50", 0));
        Instant nextDay = at("10:51").plus(Duration.ofHours(24));
        store.put(ResultFixtures.result("orders", "", nextDay, false, 0, "r0"));

        assertThat(results("orders")).extracting(WindowResult::windowStart).containsExactly(nextDay);
    }

    @Test
    void a_broad_pipeline_does_not_cost_a_narrow_one_its_history() {
        ResultsStore small =
                new ResultsStore(new Limits(Duration.ofHours(24), 10_000, 15_000, 10, 10_000), Set.of("orders"));
        List.of("10:50", "10:51", "10:52").forEach(time -> {
            small.put(settled("orders", "", time, 0));
            for (int show = 0; show < 30; show++) {
                small.put(settled("bookings", "show-" + show, time, 0));
            }
        });

        assertThat(small.resultBytes()).isLessThanOrEqualTo(15_000);
        assertThat(small.results("orders", TimeRange.EVER, null, 10)).hasSize(3);
        assertThat(small.results("bookings", TimeRange.EVER, null, 100))
                .hasSize(30)
                .allMatch(result -> result.windowStart().equals(at("10:52")));
    }

    @Test
    void one_window_alone_cannot_grow_without_bound() {
        ResultsStore small = new ResultsStore(new Limits(Duration.ofHours(24), 5, 1_000_000, 10, 10_000), Set.of());
        for (int show = 0; show < 20; show++) {
            small.put(settled("bookings", "show-" + show, "10:50", 0));
        }

        assertThat(small.results("bookings", TimeRange.EVER, null, 100)).hasSize(5);
        assertThat(small.put(settled("bookings", "show-0", "10:50", 1))).isTrue();
    }

    @Test
    void names_of_pipelines_are_bounded() {
        for (int i = 0; i < 100; i++) {
            store.put(settled("pipeline-" + i, "", "10:50", 0));
        }

        assertThat(store.pipelines()).hasSize(32).contains("orders", "bookings");
    }

    @Test
    void asking_for_what_is_not_known_leaves_no_trace() {
        assertThat(store.results("nobody", TimeRange.EVER, null, 10)).isEmpty();
        assertThat(store.ledger("nobody", 10)).isEmpty();
        assertThat(store.snapshot(Set.of("nobody")).results()).isEmpty();
        assertThat(store.pipelines()).containsOnly("orders", "bookings");
    }

    @Test
    void nothing_is_news_before_it_is_caught_up() {
        store.put(settled("orders", "", "10:50", 0));
        store.put(live("orders", "", "10:51", "v1"));
        store.publishLive();
        assertThat(store.lastChange()).isZero();

        store.caughtUp();
        store.put(settled("orders", "", "10:51", 0));
        assertThat(store.changesAfter(0, 10))
                .hasValueSatisfying(
                        changes -> assertThat(changes).extracting(Change::kind).containsExactly(Change.Kind.RESULT));
    }

    @Test
    void of_a_live_result_only_the_latest_is_told() {
        store.caughtUp();
        store.put(live("orders", "", "10:50", "v1"));
        store.put(live("orders", "", "10:50", "v2"));
        store.put(live("orders", "", "10:51", "v1"));
        store.put(settled("orders", "", "10:51", 0));
        store.publishLive();

        assertThat(store.changesAfter(0, 10))
                .hasValueSatisfying(changes -> assertThat(changes)
                        .extracting(Change::json)
                        .containsExactly(
                                settled("orders", "", "10:51", 0).json(),
                                live("orders", "", "10:50", "v2").json()));
    }

    @Test
    void a_snapshot_has_what_the_changes_up_to_it_made_and_live_results_are_among_them() {
        store.caughtUp();
        store.put(settled("orders", "", "10:50", 0));
        store.put(live("orders", "", "10:51", "v1"));

        Snapshot snapshot = store.snapshot(Set.of());
        store.publishLive();

        assertThat(snapshot.results())
                .containsExactly(settled("orders", "", "10:50", 0).json());
        assertThat(snapshot.live())
                .containsExactly(live("orders", "", "10:51", "v1").json());
        assertThat(store.changesAfter(snapshot.sequence(), 10)).hasValue(List.of());
    }

    @Test
    void a_snapshot_is_of_the_pipelines_asked_for() {
        store.put(settled("orders", "", "10:50", 0));
        store.put(settled("bookings", "a", "10:50", 0));
        store.put(new AlertState("a-1", "orders", "SPIKE", true, at("10:50"), Json.ofText("is", "alert of orders")));

        Snapshot snapshot = store.snapshot(Set.of("bookings"));

        assertThat(snapshot.results())
                .containsExactly(settled("bookings", "a", "10:50", 0).json());
        assertThat(snapshot.alerts()).isEmpty();
    }

    @Test
    void a_snapshot_holds_whole_windows_only() {
        ResultsStore large =
                new ResultsStore(new Limits(Duration.ofHours(24), 10_000, 100_000_000, 10, 10_000), Set.of("bookings"));
        for (int minute = 10; minute < 20; minute++) {
            for (int show = 0; show < 400; show++) {
                large.put(settled("bookings", "show-" + show, "10:" + minute, 0));
            }
        }

        assertThat(large.snapshot(Set.of()).results()).hasSize(2_800);
    }

    @Test
    void alerts_that_are_over_go_before_those_that_go_on() {
        store.put(new AlertState("firing", "orders", "SPIKE", true, at("10:50"), Json.ofText("is", "firing")));
        for (int i = 0; i < 600; i++) {
            store.put(
                    new AlertState("over-" + i, "orders", "SPIKE", false, at("10:50"), Json.ofText("is", "over-" + i)));
        }

        assertThat(store.alerts())
                .hasSize(500)
                .anyMatch(alert -> alert.alertId().equals("firing"));
    }

    @Test
    void alerts_of_one_pipeline_hide_none_of_another_and_the_newest_stay() {
        store.put(new AlertState("revenue", "orders", "DROP", true, at("10:50"), Json.ofText("is", "revenue")));
        for (int i = 0; i < 600; i++) {
            // The first one changes now and then, and is one all the same.
            store.put(alertOfACamera(0, i));
            store.put(alertOfACamera(i, 0));
        }

        assertThat(store.alerts())
                .hasSize(501)
                .extracting(AlertState::alertId)
                .doesNotHaveDuplicates()
                .contains("revenue", "camera-599", "camera-101")
                .doesNotContain("camera-1");
    }

    private static AlertState alertOfACamera(int camera, int version) {
        return new AlertState(
                "camera-" + camera,
                "video",
                "VIDEO_SILENT",
                true,
                at("10:50"),
                Json.ofText("is", camera + "." + version));
    }

    private List<WindowResult> results(String pipeline) {
        return store.results(pipeline, TimeRange.EVER, null, 1_000);
    }
}
