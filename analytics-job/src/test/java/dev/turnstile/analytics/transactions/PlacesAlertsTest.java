package dev.turnstile.analytics.transactions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.turnstile.events.results.Alert;
import dev.turnstile.events.results.Alert.State;
import java.time.Duration;
import java.time.Instant;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class PlacesAlertsTest {

    private static final String ID = "HIGH_PAYMENTS_FROM_THREE_PLACES|transactions|u1|2025-11-24T10:52:00Z";

    private static long at(String time) {
        return Instant.parse("2025-11-24T" + time + "Z").toEpochMilli();
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, HighPayment, Alert> alerts() throws Exception {
        return new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(new PlacesAlerts(Duration.ofMinutes(5))), HighPayment::userId, Types.STRING);
    }

    private static void match(KeyedOneInputStreamOperatorTestHarness<String, HighPayment, Alert> alerts, String time)
            throws Exception {
        alerts.processElement(new HighPayment("u1", "C", at(time)), at(time));
    }

    @Test
    void an_alert_fires_once_and_is_resolved_once_under_one_id() throws Exception {
        try (var alerts = alerts()) {
            alerts.open();
            match(alerts, "10:52:00");
            match(alerts, "10:54:00");
            alerts.processWatermark(at("10:58:59"));
            assertThat(alerts.extractOutputValues())
                    .as("the second match prolongs it")
                    .extracting(Alert::alertId, Alert::state, Alert::since)
                    .containsExactly(tuple(ID, State.FIRING, Instant.ofEpochMilli(at("10:52:00"))));

            alerts.processWatermark(at("10:59:00"));
            assertThat(alerts.extractOutputValues())
                    .extracting(Alert::alertId, Alert::state)
                    .containsExactly(tuple(ID, State.FIRING), tuple(ID, State.RESOLVED));
            assertThat(alerts.numKeyedStateEntries()).isZero();
            assertThat(alerts.numEventTimeTimers()).isZero();
        }
    }

    @Test
    void what_fires_does_not_fire_again_after_a_restart() throws Exception {
        OperatorSubtaskState state;
        try (var alerts = alerts()) {
            alerts.open();
            match(alerts, "10:52:00");
            state = alerts.snapshot(1, 1);
        }
        try (var alerts = alerts()) {
            alerts.initializeState(state);
            alerts.open();
            match(alerts, "10:53:00");
            alerts.processWatermark(at("11:00:00"));
            assertThat(alerts.extractOutputValues())
                    .extracting(Alert::alertId, Alert::state)
                    .containsExactly(tuple(ID, State.RESOLVED));
        }
    }

    @Test
    void the_next_time_is_another_alert() throws Exception {
        try (var alerts = alerts()) {
            alerts.open();
            match(alerts, "10:52:00");
            alerts.processWatermark(at("11:00:00"));
            match(alerts, "11:10:00");
            assertThat(alerts.extractOutputValues())
                    .extracting(Alert::since, Alert::state)
                    .containsExactly(
                            tuple(Instant.ofEpochMilli(at("10:52:00")), State.FIRING),
                            tuple(Instant.ofEpochMilli(at("10:52:00")), State.RESOLVED),
                            tuple(Instant.ofEpochMilli(at("11:10:00")), State.FIRING));
        }
    }
}
