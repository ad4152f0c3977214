package dev.turnstile.analytics.windows;

import static dev.turnstile.analytics.windows.Fixture.admission;
import static dev.turnstile.analytics.windows.Fixture.at;
import static dev.turnstile.analytics.windows.Fixture.checkpoint;
import static dev.turnstile.analytics.windows.Fixture.order;
import static dev.turnstile.analytics.windows.Fixture.record;
import static dev.turnstile.analytics.windows.Fixture.side;
import static dev.turnstile.analytics.windows.Fixture.taken;
import static dev.turnstile.analytics.windows.Fixture.with;
import static org.assertj.core.api.Assertions.assertThat;

import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;

class AdmissionTest {

    @Test
    void an_id_that_comes_again_with_other_contents_is_a_duplicate_and_told_apart() throws Exception {
        try (var admission = admission()) {
            admission.open();
            for (int contents : new int[] {7, 7, 8}) {
                Event<Countable> order = order("a", "u1", 100, "10:50:05");
                Event<Countable> said = Event.ofIdentity(order.id, contents, order.time, order.payload);
                said.arrivedAt = order.arrivedAt;
                admission.processElement(said, 0);
            }
            assertThat(taken(admission)).hasSize(1);
            admission.prepareSnapshotPreBarrier(1);
            assertThat(side(admission, Outputs.LEDGER)).singleElement().satisfies(delta -> {
                assertThat(delta.duplicate()).isEqualTo(2);
                assertThat(delta.conflicting()).isEqualTo(1);
            });
        }
    }

    @Test
    void an_id_is_admitted_once() throws Exception {
        try (var admission = admission()) {
            admission.open();
            admission.processElement(order("a", "u1", 100, "10:50:05"), 0);
            admission.processElement(order("b", "u1", 100, "10:50:06"), 0);
            admission.processElement(order("a", "u2", 999, "10:50:07"), 0);
            assertThat(taken(admission))
                    .extracting(event -> event.payload().amounts[Fixture.AMOUNT])
                    .containsExactly(100L, 100L);
            admission.prepareSnapshotPreBarrier(1);
            assertThat(side(admission, Outputs.LEDGER))
                    .extracting(LedgerDelta::duplicate)
                    .containsExactly(1L);
        }
    }

    @Test
    void an_event_without_an_id_cannot_be_a_duplicate() throws Exception {
        try (var admission = admission()) {
            admission.open();
            admission.processElement(order(null, "u1", 100, "10:50:05"), 0);
            admission.processElement(order(null, "u1", 100, "10:50:05"), 0);
            assertThat(taken(admission)).hasSize(2);
        }
    }

    @Test
    void an_id_is_known_for_the_whole_horizon_and_forgotten_some_time_after() throws Exception {
        try (var admission = admission()) {
            admission.open();
            admission.processElement(order("a", "u1", 100, "10:29:59"), 0);
            admission.processElement(order("a", "u1", 100, "11:29:58"), 0);
            assertThat(taken(admission)).as("an hour later").hasSize(1);
            admission.processElement(order("b", "u1", 100, "12:30:00"), 0);
            admission.processElement(order("a", "u1", 100, "12:30:01"), 0);
            assertThat(taken(admission)).as("two hours later").hasSize(2);
        }
    }

    @Test
    void an_id_that_is_the_first_to_come_after_a_long_time_is_not_known_by_itself() throws Exception {
        try (var admission = admission()) {
            admission.open();
            admission.processElement(order("a", "u1", 100, "10:29:59"), 0);
            admission.processElement(order("a", "u1", 100, "12:30:01"), 0);
            assertThat(taken(admission)).hasSize(2);
        }
    }

    @Test
    void ids_survive_a_restart_at_another_parallelism() throws Exception {
        OperatorSubtaskState state;
        try (var admission = admission()) {
            admission.open();
            for (int i = 0; i < 1_000; i++) {
                admission.processElement(order("id-" + i, "u", 1, "10:50:05"), 0);
                if (i == 500) {
                    checkpoint(admission, 1);
                }
            }
            state = checkpoint(admission, 2);
        }
        int duplicates = 0;
        for (int task = 0; task < 3; task++) {
            var harness = new org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness<
                    Integer, Event<Countable>, Event<Countable>>(
                    new Admission<>(Fixture.SETTINGS, true),
                    event -> Shards.keyOf(event.idHash),
                    org.apache.flink.api.common.typeinfo.Types.INT,
                    Shards.COUNT,
                    3,
                    task);
            try (harness) {
                harness.initializeState(
                        org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness.repartitionOperatorState(
                                state, Shards.COUNT, 1, 3, task));
                harness.open();
                for (int i = 0; i < 1_000; i++) {
                    Event<Countable> event = order("id-" + i, "u", 1, "10:50:06");
                    if (Shards.of(event.idHash) * 3 / Shards.COUNT == task) {
                        harness.processElement(event, 0);
                        duplicates++;
                    }
                }
                assertThat(taken(harness)).as("task %d", task).isEmpty();
            }
        }
        assertThat(duplicates).as("every id was sent to some task").isEqualTo(1_000);
    }

    @Test
    void an_event_of_a_window_that_is_over_for_good_is_set_aside_with_its_bytes() throws Exception {
        try (var admission = admission()) {
            admission.open();
            admission.processWatermark(at("11:01:00") - 2);
            admission.processElement(with(order("a", "u1", 100, "10:50:05"), record(1, "10:50:05")), 0);
            assertThat(taken(admission)).as("a millisecond before").hasSize(1);

            admission.processWatermark(at("11:01:00") - 1);
            Arrival original = record(2, "10:50:05");
            admission.processElement(with(order("b", "u1", 100, "10:50:59"), original), 0);
            assertThat(taken(admission)).isEmpty();
            assertThat(side(admission, Outputs.LATE)).singleElement().satisfies(late -> {
                assertThat(late.offset()).isEqualTo(2);
                assertThat(late.value()).isEqualTo(original.value());
                assertThat(late.reason()).isEqualTo("LATE");
            });
        }
    }

    @Test
    void what_was_too_late_before_a_restart_is_too_late_after_it() throws Exception {
        OperatorSubtaskState state;
        try (var admission = admission()) {
            admission.open();
            admission.processWatermark(at("11:01:00") - 1);
            state = checkpoint(admission, 1);
        }
        try (var admission = admission()) {
            admission.initializeState(state);
            admission.open();
            // No watermark has come yet.
            admission.processElement(with(order("a", "u1", 100, "10:50:05"), record(1, "10:50:05")), 0);
            admission.processElement(order("b", "u1", 100, "10:51:05"), 0);
            assertThat(side(admission, Outputs.LATE)).hasSize(1);
            assertThat(taken(admission)).hasSize(1);
        }
    }

    @Test
    void nothing_is_kept_of_ids_that_are_forgotten() throws Exception {
        try (var admission = admission()) {
            admission.open();
            admission.processElement(order("a", "u1", 100, "10:00:00"), 0);
            checkpoint(admission, 1);
            assertThat(admission.numKeyedStateEntries()).isEqualTo(1);
            admission.processElement(order(null, "u1", 100, "12:00:00"), 0);
            admission.processElement(order("b", "u1", 100, "12:00:00"), 0);
            checkpoint(admission, 2);
            assertThat(admission.numKeyedStateEntries()).as("b alone").isEqualTo(1);
        }
    }
}
