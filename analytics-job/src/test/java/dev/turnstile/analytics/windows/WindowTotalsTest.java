package dev.turnstile.analytics.windows;

import static dev.turnstile.analytics.windows.Fixture.AMOUNT;
import static dev.turnstile.analytics.windows.Fixture.EVENTS;
import static dev.turnstile.analytics.windows.Fixture.USERS;
import static dev.turnstile.analytics.windows.Fixture.at;
import static dev.turnstile.analytics.windows.Fixture.checkpoint;
import static dev.turnstile.analytics.windows.Fixture.partial;
import static dev.turnstile.analytics.windows.Fixture.side;
import static dev.turnstile.analytics.windows.Fixture.taken;
import static dev.turnstile.analytics.windows.Fixture.windowTotals;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnstile.events.results.Status;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;

class WindowTotalsTest {

    private static final long TICK = Fixture.SETTINGS.liveInterval().toMillis();

    @Test
    void an_open_window_is_published_as_provisional_at_each_tick_in_which_it_changed() throws Exception {
        try (var totals = windowTotals()) {
            totals.open();
            totals.processElement(partial("10:50:00", 2, 300, 2), 0);
            totals.processElement(partial("10:50:00", 1, 100, 0), 0);
            totals.setProcessingTime(TICK);
            totals.setProcessingTime(2 * TICK);
            assertThat(side(totals, Outputs.LIVE)).singleElement().satisfies(total -> {
                assertThat(total.status()).isEqualTo(Status.PROVISIONAL);
                assertThat(total.amounts()[EVENTS]).isEqualTo(3);
                assertThat(total.amounts()[AMOUNT]).isEqualTo(400);
                assertThat(total.amounts()[USERS]).isEqualTo(2);
            });
            assertThat(taken(totals)).isEmpty();
        }
    }

    @Test
    void the_first_publication_that_counts_a_traced_event_has_its_trace_and_no_later_one() throws Exception {
        try (var totals = windowTotals()) {
            totals.open();
            totals.processElement(
                    new PartialTotal(0, at("10:50:00"), "", new long[] {1, 1, 1}, new byte[0][], "one"), 0);
            totals.processElement(partial("10:50:00", 1, 1, 0), 0);
            totals.setProcessingTime(TICK);
            assertThat(side(totals, Outputs.LIVE))
                    .extracting(WindowTotal::trace)
                    .containsExactly("one");
            totals.processWatermark(at("10:51:00") - 1);
            totals.processElement(
                    new PartialTotal(0, at("10:50:00"), "", new long[] {1, 1, 1}, new byte[0][], "two"), 0);
            totals.setProcessingTime(2 * TICK);
            assertThat(taken(totals)).extracting(WindowTotal::trace).containsExactly(null, "two");
        }
    }

    @Test
    void a_window_becomes_final_when_the_watermark_passes_its_end_and_not_before() throws Exception {
        try (var totals = windowTotals()) {
            totals.open();
            totals.processElement(partial("10:50:00", 2, 300, 2), 0);
            totals.processWatermark(at("10:51:00") - 2);
            assertThat(taken(totals)).isEmpty();
            totals.processWatermark(at("10:51:00") - 1);
            assertThat(taken(totals)).singleElement().satisfies(total -> {
                assertThat(total.status()).isEqualTo(Status.FINAL);
                assertThat(total.revision()).isZero();
                assertThat(total.amounts()[EVENTS]).isEqualTo(2);
            });
            totals.setProcessingTime(TICK);
            totals.processWatermark(at("10:52:00"));
            assertThat(taken(totals)).as("once").isEmpty();
        }
    }

    @Test
    void a_late_event_revises_its_window() throws Exception {
        try (var totals = windowTotals()) {
            totals.open();
            totals.processElement(partial("10:50:00", 2, 300, 2), 0);
            totals.processWatermark(at("10:51:00") - 1);
            taken(totals);
            totals.processElement(partial("10:50:00", 1, 50, 1), 0);
            totals.setProcessingTime(TICK);
            assertThat(taken(totals)).singleElement().satisfies(total -> {
                assertThat(total.status()).isEqualTo(Status.CORRECTED);
                assertThat(total.revision()).isEqualTo(1);
                assertThat(total.amounts()[EVENTS]).isEqualTo(3);
                assertThat(total.amounts()[AMOUNT]).isEqualTo(350);
                assertThat(total.amounts()[USERS]).isEqualTo(3);
            });
            assertThat(side(totals, Outputs.LIVE)).isEmpty();
        }
    }

    @Test
    void a_window_whose_first_event_is_late_is_published_as_corrected() throws Exception {
        try (var totals = windowTotals()) {
            totals.open();
            totals.processWatermark(at("10:55:00"));
            totals.processElement(partial("10:50:00", 1, 50, 1), 0);
            totals.setProcessingTime(TICK);
            assertThat(taken(totals)).singleElement().satisfies(total -> {
                assertThat(total.status()).isEqualTo(Status.CORRECTED);
                assertThat(total.revision()).isEqualTo(1);
            });
        }
    }

    @Test
    void a_restart_repeats_no_final_and_forgets_no_open_window() throws Exception {
        OperatorSubtaskState state;
        try (var totals = windowTotals()) {
            totals.open();
            totals.processElement(partial("10:50:00", 2, 300, 2), 0);
            totals.processElement(partial("10:51:00", 5, 700, 4), 0);
            totals.processWatermark(at("10:51:00") - 1);
            state = checkpoint(totals, 1);
        }
        try (var totals = windowTotals()) {
            totals.initializeState(state);
            totals.open();
            totals.processElement(partial("10:50:00", 1, 50, 1), 0);
            totals.setProcessingTime(TICK);
            assertThat(taken(totals))
                    .as("a late event, before any watermark has come")
                    .singleElement()
                    .satisfies(total -> {
                        assertThat(total.status()).isEqualTo(Status.CORRECTED);
                        assertThat(total.amounts()[EVENTS]).isEqualTo(3);
                    });
            totals.processWatermark(at("10:52:00") - 1);
            assertThat(taken(totals)).singleElement().satisfies(total -> {
                assertThat(total.windowStart()).isEqualTo(at("10:51:00"));
                assertThat(total.status()).isEqualTo(Status.FINAL);
                assertThat(total.amounts()[AMOUNT]).isEqualTo(700);
            });
        }
    }

    @Test
    void nothing_is_kept_when_the_lateness_is_over() throws Exception {
        try (var totals = windowTotals()) {
            totals.open();
            totals.processElement(partial("10:50:00", 2, 300, 2), 0);
            checkpoint(totals, 1);
            assertThat(totals.numKeyedStateEntries()).isEqualTo(1);
            totals.processWatermark(at("11:01:00") - 1);
            checkpoint(totals, 2);
            assertThat(totals.numKeyedStateEntries()).isZero();
            assertThat(totals.numEventTimeTimers()).isZero();
        }
    }
}
