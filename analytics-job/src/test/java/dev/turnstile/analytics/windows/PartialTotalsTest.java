package dev.turnstile.analytics.windows;

import static dev.turnstile.analytics.windows.Fixture.USERS;
import static dev.turnstile.analytics.windows.Fixture.at;
import static dev.turnstile.analytics.windows.Fixture.booking;
import static dev.turnstile.analytics.windows.Fixture.checkpoint;
import static dev.turnstile.analytics.windows.Fixture.order;
import static dev.turnstile.analytics.windows.Fixture.partialTotals;
import static dev.turnstile.analytics.windows.Fixture.side;
import static dev.turnstile.analytics.windows.Fixture.taken;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class PartialTotalsTest {

    /** Window, start, key and amounts of each. */
    private static List<String> told(KeyedOneInputStreamOperatorTestHarness<?, ?, PartialTotal> totals) {
        return taken(totals).stream()
                .map(partial -> partial.window() + " "
                        + Instant.ofEpochMilli(partial.windowStart()).toString().substring(11, 19) + " "
                        + partial.key() + " " + Arrays.toString(partial.amounts()))
                .toList();
    }

    @Test
    void events_of_a_window_are_combined_until_the_next_tick() throws Exception {
        try (var totals = partialTotals()) {
            totals.open();
            totals.processElement(order("a", "u1", 10_000, "10:50:05"), 0);
            totals.processElement(order("b", "u2", 20_000, "10:50:08"), 0);
            totals.processElement(order("c", "u1", 15_000, "10:50:12"), 0);
            assertThat(taken(totals)).isEmpty();
            totals.setProcessingTime(100);
            assertThat(told(totals)).containsExactly("0 10:50:00 " + "" + " [3, 45000, 2]");
            totals.processElement(order("d", "u1", 1, "10:50:13"), 0);
            totals.setProcessingTime(200);
            assertThat(told(totals)).as("only what is new").containsExactly("0 10:50:00 " + "" + " [1, 1, 0]");
        }
    }

    @Test
    void the_newest_trace_goes_on_with_what_it_is_counted_in() throws Exception {
        try (var totals = partialTotals()) {
            totals.open();
            for (String trace : new String[] {"one", null, "two", null}) {
                Event<Countable> event = order("a", "u1", 1, "10:50:05");
                event.trace = trace;
                totals.processElement(event, 0);
            }
            totals.processElement(order("b", "u1", 1, "10:51:05"), 0);
            totals.setProcessingTime(100);
            assertThat(taken(totals)).extracting(PartialTotal::trace).containsExactly("two", null);
        }
    }

    @Test
    void a_user_is_distinct_in_each_show_and_each_window() throws Exception {
        try (var totals = partialTotals()) {
            totals.open();
            totals.processElement(booking("a", "u1", "rock", 2, "10:50:05"), 0);
            totals.processElement(booking("b", "u1", "jazz", 1, "10:50:05"), 0);
            totals.processElement(booking("c", "u1", "rock", 3, "10:50:59"), 0);
            totals.processElement(booking("d", "u1", "rock", 4, "10:51:00"), 0);
            totals.setProcessingTime(100);
            assertThat(told(totals))
                    .containsExactlyInAnyOrder(
                            "0 10:50:00 " + "rock" + " [2, 5, 1]",
                            "0 10:50:00 " + "jazz" + " [1, 1, 1]",
                            "0 10:51:00 " + "rock" + " [1, 4, 1]");
        }
    }

    @Test
    void a_shows_name_that_ends_as_a_users_begins_is_not_mistaken() throws Exception {
        try (var totals = partialTotals()) {
            totals.open();
            totals.processElement(booking("a", "bc", "a", 1, "10:50:05"), 0);
            totals.processElement(booking("b", "c", "ab", 1, "10:50:05"), 0);
            totals.setProcessingTime(100);
            assertThat(taken(totals))
                    .extracting(partial -> partial.amounts()[USERS])
                    .containsExactly(1L, 1L);
        }
    }

    @Test
    void what_belongs_to_a_window_goes_out_before_the_watermark_that_ends_it() throws Exception {
        try (var totals = partialTotals()) {
            totals.open();
            totals.processElement(order("a", "u1", 1, "10:50:05"), 0);
            totals.processElement(order("b", "u1", 1, "10:51:05"), 0);
            totals.processWatermark(at("10:51:00") - 1);
            assertThat(totals.getOutput()).last().isEqualTo(new Watermark(at("10:51:00") - 1));
            assertThat(taken(totals)).extracting(PartialTotal::windowStart).containsExactly(at("10:50:00"));
        }
    }

    @Test
    void users_are_known_again_after_a_restart() throws Exception {
        OperatorSubtaskState state;
        try (var totals = partialTotals()) {
            totals.open();
            totals.processElement(booking("a", "u1", "rock", 1, "10:50:05"), 0);
            state = checkpoint(totals, 1);
            assertThat(taken(totals)).as("nothing held back is in a checkpoint").hasSize(1);
        }
        try (var totals = partialTotals()) {
            totals.initializeState(state);
            totals.open();
            for (int i = 0; i < 100; i++) {
                totals.processElement(booking("b" + i, "u1", "rock", 1, "10:50:06"), 0);
            }
            totals.prepareSnapshotPreBarrier(2);
            assertThat(taken(totals))
                    .extracting(partial -> partial.amounts()[USERS])
                    .containsExactly(0L);
        }
    }

    @Test
    void nothing_is_kept_when_the_lateness_is_over() throws Exception {
        try (var totals = partialTotals()) {
            totals.open();
            totals.processElement(order("a", "u1", 1, "10:50:05"), 0);
            checkpoint(totals, 1);
            assertThat(totals.numKeyedStateEntries()).isEqualTo(1);
            totals.processWatermark(at("11:01:00") - 1);
            checkpoint(totals, 2);
            assertThat(totals.numKeyedStateEntries()).isZero();
        }
    }

    @Test
    void every_event_is_reported_as_counted() throws Exception {
        try (var totals = partialTotals()) {
            totals.open();
            totals.processElement(order("a", "u1", 1, "10:50:05"), 0);
            totals.processElement(order("b", "u1", 1, "10:51:05"), 0);
            totals.prepareSnapshotPreBarrier(1);
            assertThat(side(totals, Outputs.LEDGER))
                    .extracting(LedgerDelta::counted)
                    .containsExactly(1L, 1L);
        }
    }
}
