package dev.turnstile.analytics.windows;

import static dev.turnstile.analytics.windows.Fixture.at;
import static dev.turnstile.analytics.windows.Fixture.checkpoint;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnstile.events.results.Alert;
import dev.turnstile.events.results.LedgerEntry;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class LedgerTest {

    private static final long MINUTE = at("10:50:00");

    private static KeyedOneInputStreamOperatorTestHarness<Integer, LedgerDelta, LedgerEntry> ledger() throws Exception {
        var harness = new KeyedOneInputStreamOperatorTestHarness<>(
                new Ledger("orders"), delta -> Ledger.keyOf(delta.minute()), Types.INT, Shards.COUNT, 1, 0);
        harness.setProcessingTime(at("10:50:30"));
        return harness;
    }

    private static LedgerDelta read(long count) {
        return new LedgerDelta(MINUTE, count, 0, 0, 0, 0, 0, 0, 0);
    }

    private static LedgerDelta counted(long count) {
        return new LedgerDelta(MINUTE, 0, count, 0, 0, 0, 0, 0, 0);
    }

    private static List<Alert.State> alerts(KeyedOneInputStreamOperatorTestHarness<?, ?, ?> ledger) {
        return Fixture.side(ledger, Ledger.ALERTS).stream().map(Alert::state).toList();
    }

    private static List<String> alertIds(KeyedOneInputStreamOperatorTestHarness<?, ?, ?> ledger) {
        return Fixture.side(ledger, Ledger.ALERTS).stream()
                .map(alert -> alert.kind() + " " + alert.state())
                .toList();
    }

    @Test
    void a_minute_is_published_at_a_barrier_as_absolute_counts() throws Exception {
        try (var ledger = ledger()) {
            ledger.open();
            ledger.processElement(read(5), 0);
            ledger.setProcessingTime(at("10:50:40"));
            assertThat(ledger.extractOutputValues()).as("half of the reports").isEmpty();
            ledger.processElement(counted(5), 0);
            checkpoint(ledger, 1);
            ledger.processElement(read(2), 0);
            ledger.processElement(new LedgerDelta(MINUTE, 0, 0, 1, 0, 0, 1, 0, 0), 0);
            checkpoint(ledger, 2);
            checkpoint(ledger, 3);
            assertThat(ledger.extractOutputValues())
                    .extracting(LedgerEntry::read)
                    .containsExactly(5L, 7L);
            assertThat(ledger.extractOutputValues()).allMatch(LedgerEntry::addsUp);
        }
    }

    @Test
    void a_minute_that_does_not_add_up_fires_once_and_is_resolved_when_it_does() throws Exception {
        OperatorSubtaskState state;
        try (var ledger = ledger()) {
            ledger.open();
            ledger.processElement(read(5), 0);
            ledger.processElement(counted(3), 0);
            checkpoint(ledger, 1);
            assertThat(alerts(ledger)).containsExactly(Alert.State.FIRING);
            ledger.processElement(counted(1), 0);
            state = checkpoint(ledger, 2);
            assertThat(alerts(ledger)).as("still the same").containsExactly(Alert.State.FIRING);
        }
        try (var ledger = ledger()) {
            ledger.initializeState(state);
            ledger.open();
            ledger.processElement(counted(1), 0);
            checkpoint(ledger, 3);
            assertThat(Fixture.side(ledger, Ledger.ALERTS)).singleElement().satisfies(alert -> {
                assertThat(alert.state()).isEqualTo(Alert.State.RESOLVED);
                assertThat(alert.alertId()).isEqualTo("LEDGER_MISMATCH|orders|2025-11-24T10:50:00Z");
            });
            assertThat(ledger.extractOutputValues())
                    .extracting(LedgerEntry::counted)
                    .containsExactly(5L);
        }
    }

    @Test
    void a_minute_that_adds_up_fires_nothing() throws Exception {
        try (var ledger = ledger()) {
            ledger.open();
            ledger.processElement(read(5), 0);
            ledger.processElement(counted(5), 0);
            checkpoint(ledger, 1);
            assertThat(alerts(ledger)).isEmpty();
        }
    }

    @Test
    void nothing_is_kept_of_a_minute_that_no_record_can_come_from() throws Exception {
        try (var ledger = ledger()) {
            ledger.open();
            ledger.processElement(read(5), 0);
            ledger.processElement(counted(5), 0);
            ledger.setProcessingTime(MINUTE + Ledger.KEPT.toMillis());
            checkpoint(ledger, 1);
            assertThat(ledger.numKeyedStateEntries()).isEqualTo(1);
            ledger.setProcessingTime(MINUTE + Ledger.KEPT.toMillis() + 1);
            checkpoint(ledger, 2);
            assertThat(ledger.numKeyedStateEntries()).isZero();
        }
    }

    @Test
    void ids_that_came_again_with_other_contents_are_told_once_and_for_a_while() throws Exception {
        try (var ledger = ledger()) {
            ledger.open();
            ledger.processElement(new LedgerDelta(MINUTE, 2, 1, 1, 0, 0, 0, 1, 0), 0);
            ledger.prepareSnapshotPreBarrier(1);
            ledger.processElement(new LedgerDelta(MINUTE, 1, 0, 1, 0, 0, 0, 1, 0), 0);
            ledger.prepareSnapshotPreBarrier(2);
            assertThat(alerts(ledger)).containsExactly(Alert.State.FIRING);
            ledger.setProcessingTime(at("10:50:30") + Ledger.TOLD_FOR.toMillis());
            ledger.prepareSnapshotPreBarrier(3);
            assertThat(alerts(ledger)).containsExactly(Alert.State.FIRING, Alert.State.RESOLVED);
            ledger.processElement(new LedgerDelta(MINUTE, 1, 0, 1, 0, 0, 0, 1, 0), 0);
            ledger.prepareSnapshotPreBarrier(4);
            assertThat(alerts(ledger)).hasSize(2);
        }
    }

    @Test
    void unfounded_cancellations_are_told_beside_the_conflicts_of_the_same_minute() throws Exception {
        try (var ledger = ledger()) {
            ledger.open();
            ledger.setProcessingTime(at("10:50:30"));
            ledger.processElement(new LedgerDelta(MINUTE, 3, 1, 1, 0, 0, 1, 1, 1), 0);
            ledger.prepareSnapshotPreBarrier(1);
            assertThat(alertIds(ledger))
                    .containsExactly("CONFLICTING_DUPLICATES FIRING", "UNFOUNDED_CANCELLATIONS FIRING");
            ledger.setProcessingTime(at("10:50:30") + Ledger.TOLD_FOR.toMillis());
            ledger.prepareSnapshotPreBarrier(2);
            assertThat(alertIds(ledger))
                    .endsWith("CONFLICTING_DUPLICATES RESOLVED", "UNFOUNDED_CANCELLATIONS RESOLVED")
                    .hasSize(4);
        }
    }
}
