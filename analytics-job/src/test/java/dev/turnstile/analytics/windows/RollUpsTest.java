package dev.turnstile.analytics.windows;

import static dev.turnstile.analytics.windows.Fixture.LAYOUT;
import static dev.turnstile.analytics.windows.Fixture.SETTINGS;
import static dev.turnstile.analytics.windows.Fixture.at;
import static dev.turnstile.analytics.windows.Fixture.booking;
import static dev.turnstile.analytics.windows.Fixture.checkpoint;
import static dev.turnstile.analytics.windows.Fixture.partial;
import static dev.turnstile.analytics.windows.Fixture.partialTotals;
import static dev.turnstile.analytics.windows.Fixture.side;
import static dev.turnstile.analytics.windows.Fixture.taken;
import static dev.turnstile.analytics.windows.Fixture.windowTotals;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnstile.definitions.Window;
import dev.turnstile.events.results.Status;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

/** Longer windows are made of the live ones. */
class RollUpsTest {

    private static final Window MINUTE = Window.tumbling("1m", Duration.ofMinutes(1));
    private static final Window HOUR = Window.tumbling("1h", Duration.ofHours(1));
    private static final Window SLIDING =
            new Window("3m-by-1m", Duration.ofMinutes(3), ZoneOffset.UTC, Duration.ofMinutes(1));

    private static final WindowSettings HOURS = SETTINGS.withWindows(List.of(MINUTE, HOUR));

    private static String told(WindowTotal total) {
        return total.window() + " " + time(total.windowStart()) + " " + total.status() + " " + total.revision() + " "
                + Arrays.toString(total.amounts());
    }

    private static String told(PartialTotal partial) {
        return partial.window() + " " + time(partial.windowStart()) + " " + partial.key() + " "
                + Arrays.toString(partial.amounts());
    }

    private static String time(long millis) {
        return Instant.ofEpochMilli(millis).toString().substring(11, 16);
    }

    @Test
    void a_value_is_new_in_its_hour_only_when_it_is_new_in_its_minute_and_was_in_no_minute_before() throws Exception {
        try (var totals = partialTotals(LAYOUT, HOURS)) {
            totals.open();
            totals.processElement(booking("a", "u1", "rock", 1, "10:50:05"), 0);
            totals.processElement(booking("b", "u1", "rock", 1, "10:50:06"), 0);
            totals.setProcessingTime(100);
            assertThat(taken(totals))
                    .extracting(RollUpsTest::told)
                    .containsExactly("0 10:50 rock [2, 2, 1]", "1 10:00 rock [0, 0, 1]");
            totals.processElement(booking("c", "u1", "rock", 1, "10:51:05"), 0);
            totals.setProcessingTime(200);
            assertThat(taken(totals)).extracting(RollUpsTest::told).containsExactly("0 10:51 rock [1, 1, 1]");
        }
    }

    @Test
    void an_hour_is_the_sum_of_its_minutes_provisional_then_final_then_corrected_with_them() throws Exception {
        try (var totals = windowTotals(LAYOUT, HOURS)) {
            totals.open();
            totals.processElement(partial("10:50:00", 2, 300, 2), 0);
            totals.processElement(news("10:00:00", 2), 0);
            totals.processElement(partial("10:59:00", 1, 100, 1), 0);
            totals.setProcessingTime(SETTINGS.liveInterval().toMillis());
            assertThat(side(totals, Outputs.LIVE)).extracting(RollUpsTest::told).doesNotContain("1");
            totals.processWatermark(at("10:59:00") - 1);
            assertThat(side(totals, Outputs.LIVE))
                    .extracting(RollUpsTest::told)
                    .last()
                    .isEqualTo("1 10:00 PROVISIONAL 0 [3, 400, 2]");
            assertThat(taken(totals)).extracting(RollUpsTest::told).containsExactly("0 10:50 FINAL 0 [2, 300, 2]");
            totals.processWatermark(at("11:00:00") - 1);
            assertThat(taken(totals))
                    .extracting(RollUpsTest::told)
                    .containsExactly("0 10:59 FINAL 0 [1, 100, 1]", "1 10:00 FINAL 0 [3, 400, 2]");
            totals.processElement(partial("10:59:00", 1, 50, 0), 0);
            totals.prepareSnapshotPreBarrier(1);
            assertThat(taken(totals))
                    .extracting(RollUpsTest::told)
                    .containsExactly("0 10:59 CORRECTED 1 [2, 150, 1]", "1 10:00 CORRECTED 1 [4, 450, 2]");
        }
    }

    private static PartialTotal news(String window, long values) {
        return new PartialTotal(1, at(window), "", new long[] {0, 0, values}, new byte[0][], null);
    }

    @Test
    void a_sliding_window_has_every_live_window_in_it_and_each_live_window_is_in_several() throws Exception {
        WindowSettings sliding = SETTINGS.withWindows(List.of(MINUTE, SLIDING));
        try (var partials = partialTotals(LAYOUT, sliding);
                var totals = windowTotals(LAYOUT, sliding)) {
            partials.open();
            totals.open();
            partials.processElement(booking("a", "u1", "", 1, "10:50:05"), 0);
            partials.processElement(booking("b", "u1", "", 1, "10:51:05"), 0);
            partials.prepareSnapshotPreBarrier(1);
            for (PartialTotal partial : taken(partials)) {
                totals.processElement(partial, 0);
            }
            totals.processWatermark(at("10:54:00") - 1);
            assertThat(taken(totals))
                    .filteredOn(total -> total.window() == 1)
                    .extracting(RollUpsTest::told)
                    .containsExactly(
                            "1 10:48 FINAL 0 [1, 1, 1]",
                            "1 10:49 FINAL 0 [2, 2, 1]",
                            "1 10:50 FINAL 0 [2, 2, 1]",
                            "1 10:51 FINAL 0 [1, 1, 1]");
        }
    }

    @Test
    void a_day_ends_when_it_ends_where_it_is() throws Exception {
        Window day = new Window("1d", Duration.ofDays(1), ZoneId.of("Asia/Kolkata"), Duration.ofDays(1));
        WindowSettings days = SETTINGS.withWindows(List.of(MINUTE, day));
        try (var totals = windowTotals(LAYOUT, days)) {
            totals.open();
            totals.processElement(partial("18:29:00", 1, 1, 1), 0);
            totals.processElement(partial("18:30:00", 1, 1, 1), 0);
            totals.processWatermark(at("18:30:00") - 1);
            assertThat(taken(totals))
                    .filteredOn(total -> total.window() == 1)
                    .singleElement()
                    .satisfies(total -> {
                        assertThat(total.windowEnd()).isEqualTo(at("18:30:00"));
                        assertThat(total.windowEnd() - total.windowStart())
                                .isEqualTo(Duration.ofDays(1).toMillis());
                    });
        }
    }

    @Test
    void nothing_is_kept_of_an_hour_when_its_lateness_is_over() throws Exception {
        try (var totals = windowTotals(LAYOUT, HOURS)) {
            totals.open();
            totals.processElement(partial("10:50:00", 2, 300, 2), 0);
            checkpoint(totals, 1);
            assertThat(totals.numKeyedStateEntries()).isEqualTo(1);
            totals.processWatermark(at("11:10:00") - 1);
            checkpoint(totals, 2);
            assertThat(totals.numKeyedStateEntries()).isZero();
        }
    }

    @Test
    void a_part_that_is_added_is_counted_from_then_on_and_what_was_there_goes_on() throws Exception {
        OperatorSubtaskState state;
        try (var totals = windowTotals(LAYOUT, HOURS)) {
            totals.open();
            totals.processElement(partial("10:50:00", 2, 300, 2), 0);
            state = checkpoint(totals, 1);
        }
        Layout more = new Layout(List.of(
                new Layout.Part("largest", Layout.Kind.MAX),
                LAYOUT.parts().get(2),
                LAYOUT.parts().get(0),
                new Layout.Part("estimate", Layout.Kind.SKETCH)));
        OperatorSubtaskState after;
        try (var totals = windowTotals(more, HOURS)) {
            totals.initializeState(state);
            totals.open();
            after = checkpoint(totals, 2);
        }
        try (var totals = windowTotals(more, HOURS)) {
            totals.initializeState(after);
            totals.open();
            totals.processElement(
                    new PartialTotal(0, at("10:50:00"), "", new long[] {7, 1, 1, 0}, new byte[][] {new byte[0]}, null),
                    0);
            totals.processWatermark(at("10:51:00") - 1);
            assertThat(taken(totals))
                    .filteredOn(total -> total.status() == Status.FINAL)
                    .extracting(RollUpsTest::told)
                    .containsExactly("0 10:50 FINAL 0 [7, 3, 3, 0]");
        }
    }

    @Test
    void windows_that_a_pipeline_has_no_more_are_forgotten() throws Exception {
        OperatorSubtaskState state;
        try (var totals = windowTotals(LAYOUT, HOURS)) {
            totals.open();
            totals.processElement(partial("10:50:00", 2, 300, 2), 0);
            state = checkpoint(totals, 1);
        }
        try (var totals = windowTotals(LAYOUT, SETTINGS.withWindows(List.of(MINUTE)))) {
            totals.initializeState(state);
            totals.open();
            state = checkpoint(totals, 2);
        }
        try (var totals = windowTotals(LAYOUT, HOURS)) {
            totals.initializeState(state);
            totals.open();
            totals.processWatermark(at("11:00:00") - 1);
            assertThat(taken(totals)).extracting(RollUpsTest::told).containsExactly("0 10:50 FINAL 0 [2, 300, 2]");
        }
    }

    @Test
    void an_estimate_of_shares_is_that_of_all_and_goes_up_into_the_hour() throws Exception {
        Layout estimate = Layout.of(new Layout.Part("users", Layout.Kind.SKETCH));
        try (var partials = partialTotals(estimate, HOURS);
                var totals = windowTotals(estimate, HOURS)) {
            partials.open();
            totals.open();
            for (int minute = 10; minute < 20; minute++) {
                for (int user = 0; user < 2_000; user++) {
                    String name = "user-" + (user + 500 * minute);
                    long hash = Identity.hash(name);
                    partials.processElement(
                            Countable.of("", new long[] {hash}).as(minute + name, at("10:" + minute + ":00")), 0);
                }
            }
            move(partials, totals);
            totals.processWatermark(at("11:00:00") - 1);
            assertThat(taken(totals))
                    .filteredOn(total -> total.window() == 1)
                    .singleElement()
                    .satisfies(total -> assertThat(total.amounts()[0]).isBetween(6_200L, 6_800L));
        }
    }

    private static void move(
            KeyedOneInputStreamOperatorTestHarness<?, ?, PartialTotal> from,
            KeyedOneInputStreamOperatorTestHarness<?, PartialTotal, ?> to)
            throws Exception {
        from.prepareSnapshotPreBarrier(1);
        for (PartialTotal partial : taken(from)) {
            to.processElement(partial, 0);
        }
    }
}
