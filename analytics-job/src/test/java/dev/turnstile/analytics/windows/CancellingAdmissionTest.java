package dev.turnstile.analytics.windows;

import static dev.turnstile.analytics.windows.Fixture.at;
import static dev.turnstile.analytics.windows.Fixture.checkpoint;
import static dev.turnstile.analytics.windows.Fixture.record;
import static dev.turnstile.analytics.windows.Fixture.side;
import static dev.turnstile.analytics.windows.Fixture.taken;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class CancellingAdmissionTest {

    /** Parts: how much, and of what was undone how much, how many cancellations, and how many pieces. */
    private static final Cancellable CANCELLABLE = new Cancellable(
            new Cancellable.Whole("cents", 0),
            List.of(
                    new Cancellable.Part("refunded", 1, Cancellable.Share.AMOUNT),
                    new Cancellable.Part("refunds", 2, Cancellable.Share.EACH),
                    new Cancellable.Part("returned", 3, Cancellable.Share.AT_LAST)));

    private static KeyedOneInputStreamOperatorTestHarness<Integer, Event<Countable>, Event<Countable>> admission()
            throws Exception {
        return Fixture.admission(CANCELLABLE);
    }

    private static Event<Countable> order(String id, long cents, long pieces, String time) {
        Event<Countable> event =
                Countable.of("shop", new long[] {cents, cents, 1, pieces}).as(id, at(time));
        event.arrivedAt = at(time);
        return event;
    }

    private static Event<Countable> cancellation(String id, String of, long cents, String time) {
        Countable countable = Countable.undoing(Undoing.of(Identity.bytesOf(of), cents), new long[4], 0);
        Event<Countable> event = Event.undoing(
                (of + "/" + id).getBytes(StandardCharsets.UTF_8), 0, at(time), countable, record(7, time));
        event.arrivedAt = at(time);
        return event;
    }

    private static List<String> reasons(
            KeyedOneInputStreamOperatorTestHarness<Integer, Event<Countable>, Event<Countable>> admission) {
        return side(admission, Outputs.REJECTED).stream().map(SetAside::reason).toList();
    }

    @Test
    void what_is_undone_is_told_bit_by_bit_and_never_more_than_there_was() throws Exception {
        try (var admission = admission()) {
            admission.open();
            admission.processElement(order("a", 1_000_000, 3, "10:50:00"), 0);
            admission.processElement(cancellation("1", "a", 300, "10:50:01"), 0);
            admission.processElement(cancellation("1", "a", 300, "10:50:02"), 0);
            admission.processElement(cancellation("2", "a", 999_701, "10:50:03"), 0);
            admission.processElement(cancellation("3", "a", Layout.NONE, "10:50:04"), 0);
            admission.processElement(cancellation("4", "a", Layout.NONE, "10:50:05"), 0);

            assertThat(taken(admission))
                    .allSatisfy(event -> assertThat(event.payload().key).isEqualTo("shop"))
                    .extracting(event -> event.payload().amounts)
                    .containsExactly(
                            new long[] {1_000_000, 0, 0, 0}, new long[] {0, 300, 1, 0}, new long[] {0, 999_700, 1, 3});
            assertThat(reasons(admission)).containsExactly("EXCEEDS_ORIGINAL", "EXCEEDS_ORIGINAL");
            admission.prepareSnapshotPreBarrier(1);
            assertThat(side(admission, Outputs.LEDGER)).singleElement().satisfies(delta -> {
                assertThat(delta.duplicate()).isEqualTo(1);
                assertThat(delta.rejected()).isEqualTo(2);
                assertThat(delta.unfounded()).isEqualTo(2);
            });
        }
    }

    @Test
    void a_restart_knows_what_was_counted_and_what_was_undone_of_it() throws Exception {
        OperatorSubtaskState state;
        try (var admission = admission()) {
            admission.open();
            admission.processElement(order("a", 1_000, 3, "10:50:00"), 0);
            checkpoint(admission, 1);
            admission.processElement(order("b", 5, 1, "10:50:00"), 0);
            admission.processElement(cancellation("1", "a", 300, "10:50:01"), 0);
            state = checkpoint(admission, 2);
        }
        try (var admission = admission()) {
            admission.initializeState(state);
            admission.open();
            checkpoint(admission, 3);
            admission.processElement(cancellation("1", "a", 300, "10:50:02"), 0);
            admission.processElement(cancellation("2", "a", 701, "10:50:03"), 0);
            admission.processElement(cancellation("3", "a", 700, "10:50:04"), 0);
            admission.processElement(cancellation("4", "b", Layout.NONE, "10:50:05"), 0);

            assertThat(taken(admission))
                    .extracting(event -> event.payload().amounts)
                    .containsExactly(new long[] {0, 700, 1, 3}, new long[] {0, 5, 1, 1});
            assertThat(reasons(admission)).containsExactly("EXCEEDS_ORIGINAL");
        }
    }

    /** As after another definition was applied: each says what it counts by name. */
    @Test
    void a_note_is_read_as_it_was_written_whatever_parts_there_are_now() throws Exception {
        Cancellable added = new Cancellable(
                CANCELLABLE.whole(),
                List.of(
                        new Cancellable.Part("weight", 1, Cancellable.Share.AT_LAST),
                        new Cancellable.Part("returned", 2, Cancellable.Share.AT_LAST),
                        new Cancellable.Part("refunded", 3, Cancellable.Share.AMOUNT)));
        Cancellable none = new Cancellable(CANCELLABLE.whole(), List.of());
        OperatorSubtaskState state;
        try (var admission = admission()) {
            admission.open();
            admission.processElement(order("a", 1_000, 3, "10:50:00"), 0);
            admission.processElement(order("b", 50, 4, "10:50:00"), 0);
            state = checkpoint(admission, 1);
        }
        try (var admission = Fixture.admission(added)) {
            admission.initializeState(state);
            admission.open();
            admission.processElement(cancellation("1", "a", 300, "10:50:01"), 0);
            admission.processElement(cancellation("5", "b", Layout.NONE, "10:50:02"), 0);
            admission.processElement(order("c", 70, 9, "10:50:02"), 0);
            admission.processElement(cancellation("2", "c", Layout.NONE, "10:50:03"), 0);
            assertThat(taken(admission))
                    .extracting(event -> event.payload().amounts)
                    .containsExactly(
                            new long[] {0, 0, 0, 300}, new long[] {0, 0, 4, 50}, new long[] {70, 0, 0, 0}, new long[] {
                                0, 70, 1, 70
                            });
            state = checkpoint(admission, 2);
        }
        try (var admission = Fixture.admission(none)) {
            admission.initializeState(state);
            admission.open();
            admission.processElement(cancellation("3", "c", Layout.NONE, "10:50:04"), 0);
            state = checkpoint(admission, 3);
        }
        try (var admission = admission()) {
            admission.initializeState(state);
            admission.open();
            admission.processElement(cancellation("4", "a", Layout.NONE, "10:50:05"), 0);
            assertThat(taken(admission))
                    .allSatisfy(event -> assertThat(event.payload().key).isEqualTo("shop"))
                    .extracting(event -> event.payload().amounts)
                    .containsExactly(new long[] {0, 700, 1, 3});
        }
    }

    @Test
    void what_was_counted_when_something_else_could_be_undone_cannot_be() throws Exception {
        OperatorSubtaskState state;
        try (var admission = admission()) {
            admission.open();
            admission.processElement(order("a", 1_000, 3, "10:50:00"), 0);
            state = checkpoint(admission, 1);
        }
        try (var admission =
                Fixture.admission(new Cancellable(new Cancellable.Whole("pieces", 3), CANCELLABLE.parts()))) {
            admission.initializeState(state);
            admission.open();
            admission.processElement(cancellation("1", "a", 300, "10:50:01"), 0);
            assertThat(admission.extractOutputValues()).isEmpty();
            assertThat(reasons(admission)).containsExactly("UNKNOWN_ORIGINAL");
        }
    }

    @Test
    void what_was_never_counted_cannot_be_undone_and_can_be_once_it_is() throws Exception {
        try (var admission = admission()) {
            admission.open();
            admission.processWatermark(at("12:00:00"));
            Event<Countable> late = order("late", 1_000, 3, "10:50:00");
            late.original = record(6, "10:50:00");
            late.arrivedAt = at("12:00:00");
            admission.processElement(late, 0);
            admission.processElement(cancellation("1", "late", 300, "12:00:00"), 0);
            admission.processElement(cancellation("1", "a", Layout.NONE, "12:00:00"), 0);
            assertThat(reasons(admission)).containsExactly("UNKNOWN_ORIGINAL", "UNKNOWN_ORIGINAL");

            admission.processElement(order("a", 1_000, 3, "12:00:00"), 0);
            admission.processElement(cancellation("1", "a", Layout.NONE, "12:00:01"), 0);

            assertThat(reasons(admission)).as("sent again").hasSize(2);
            assertThat(admission.extractOutputValues())
                    .extracting(event -> event.payload().amounts)
                    .containsExactly(new long[] {1_000, 0, 0, 0}, new long[] {0, 1_000, 1, 3});
        }
    }

    @Test
    void what_has_no_id_counts_nothing_as_undone() throws Exception {
        try (var admission = admission()) {
            admission.open();
            admission.processElement(order(null, 1_000, 3, "10:50:00"), 0);
            assertThat(taken(admission))
                    .extracting(event -> event.payload().amounts)
                    .containsExactly(new long[] {1_000, 0, 0, 0});
        }
    }

    @Test
    void what_was_undone_is_forgotten_after_what_it_was_of() throws Exception {
        try (var admission = admission()) {
            admission.open();
            admission.processElement(order("a", 1_000, 3, "08:50:00"), 0);
            admission.processElement(cancellation("1", "a", 300, "08:50:01"), 0);
            checkpoint(admission, 1);
            int kept = admission.numKeyedStateEntries();
            admission.processElement(order("b", 1_000, 3, "12:50:00"), 0);
            checkpoint(admission, 2);
            admission.processElement(cancellation("2", "a", 300, "12:50:01"), 0);

            assertThat(admission.numKeyedStateEntries())
                    .as("ids of one bucket, as before, and nothing undone")
                    .isLessThan(kept);
            assertThat(reasons(admission)).containsExactly("UNKNOWN_ORIGINAL");
        }
    }
}
