package dev.turnstile.analytics.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnstile.events.results.Alert;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class TrafficWatchTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Instant START = Instant.parse("2025-11-24T10:00:00Z");

    private static final class Watch implements AutoCloseable {
        private final KeyedOneInputStreamOperatorTestHarness<String, WindowEvents, Alert> harness;

        Watch() throws Exception {
            harness = new KeyedOneInputStreamOperatorTestHarness<>(
                    new KeyedProcessOperator<>(new TrafficWatch("orders", AlertRules.DEFAULTS, MINUTE)),
                    WindowEvents::watched,
                    Types.STRING);
        }

        static Watch fresh() throws Exception {
            Watch watch = new Watch();
            watch.harness.open();
            return watch;
        }

        static Watch from(OperatorSubtaskState state) throws Exception {
            Watch watch = new Watch();
            watch.harness.initializeState(state);
            watch.harness.open();
            return watch;
        }

        /** Minutes with this many events each, as the totals tell of them: in two parts, and none of an empty one. */
        void minutes(int from, int to, long events) throws Exception {
            for (int minute = from; minute < to; minute++) {
                long start = START.plus(MINUTE.multipliedBy(minute)).toEpochMilli();
                if (events > 0) {
                    harness.processElement(new WindowEvents("all", start, events / 2), start);
                    harness.processElement(new WindowEvents("all", start, events - events / 2), start);
                }
                harness.processWatermark(start + MINUTE.toMillis() - 1);
            }
        }

        List<String> told() {
            return harness.extractOutputValues().stream()
                    .map(alert -> alert.state() + " " + alert.alertId())
                    .toList();
        }

        @Override
        public void close() throws Exception {
            harness.close();
        }
    }

    @Test
    void spike_drop_and_silence_fire_once_and_are_resolved_once_under_one_id_each() throws Exception {
        try (Watch watch = Watch.fresh()) {
            watch.minutes(0, 30, 100);
            watch.minutes(30, 33, 300);
            watch.minutes(33, 60, 100);
            watch.minutes(60, 63, 10);
            watch.minutes(63, 90, 100);
            watch.minutes(90, 100, 0);
            watch.minutes(100, 110, 100);
            assertThat(watch.told())
                    .containsExactly(
                            "FIRING SPIKE|orders|all|2025-11-24T10:30:00Z",
                            "RESOLVED SPIKE|orders|all|2025-11-24T10:30:00Z",
                            "FIRING DROP|orders|all|2025-11-24T11:00:00Z",
                            "RESOLVED DROP|orders|all|2025-11-24T11:00:00Z",
                            "FIRING SILENCE|orders|all|2025-11-24T11:30:00Z",
                            "RESOLVED SILENCE|orders|all|2025-11-24T11:30:00Z");
            assertThat(watch.harness.numKeyedStateEntries())
                    .as("no window is kept")
                    .isEqualTo(1);
            assertThat(watch.harness.numEventTimeTimers()).isEqualTo(1);
        }
    }

    @Test
    void an_alert_says_what_was_seen_and_what_would_have_been_ordinary() throws Exception {
        try (Watch watch = Watch.fresh()) {
            watch.minutes(0, 30, 100);
            watch.minutes(30, 31, 250);
            assertThat(watch.harness.extractOutputValues())
                    .containsExactly(new Alert(
                            "SPIKE|orders|all|2025-11-24T10:30:00Z",
                            "orders",
                            "all",
                            "SPIKE",
                            Alert.State.FIRING,
                            250,
                            100,
                            150,
                            Instant.parse("2025-11-24T10:30:00Z"),
                            Instant.parse("2025-11-24T10:30:00Z")));
        }
    }

    @Test
    void silence_is_heard_by_the_watermark_alone_and_then_nothing_is_left_to_do() throws Exception {
        try (Watch watch = Watch.fresh()) {
            watch.minutes(0, 30, 100);
            watch.harness.processWatermark(START.plus(Duration.ofDays(3_000)).toEpochMilli());
            assertThat(watch.told()).containsExactly("FIRING SILENCE|orders|all|2025-11-24T10:30:00Z");
            assertThat(watch.harness.numEventTimeTimers()).isZero();
        }
    }

    @Test
    void nothing_fires_again_and_nothing_is_forgotten_after_a_restart() throws Exception {
        OperatorSubtaskState state;
        try (Watch watch = Watch.fresh()) {
            watch.minutes(0, 30, 100);
            watch.minutes(30, 32, 300);
            state = watch.harness.snapshot(1, 1);
        }
        try (Watch watch = Watch.from(state)) {
            watch.minutes(32, 34, 300);
            assertThat(watch.told()).isEmpty();
            watch.minutes(34, 35, 100);
            assertThat(watch.told()).containsExactly("RESOLVED SPIKE|orders|all|2025-11-24T10:30:00Z");
            state = watch.harness.snapshot(2, 2);
        }
        try (Watch watch = Watch.from(state)) {
            watch.minutes(35, 38, 0);
            assertThat(watch.told())
                    .as("the timers are restored, too")
                    .containsExactly("FIRING SILENCE|orders|all|2025-11-24T10:35:00Z");
        }
    }

    @Test
    void the_end_of_a_file_is_no_silence() throws Exception {
        try (Watch watch = Watch.fresh()) {
            watch.minutes(0, 30, 100);
            watch.harness.processWatermark(Long.MAX_VALUE);
            assertThat(watch.told()).isEmpty();
        }
    }

    @Test
    void what_is_seldom_there_leaves_nothing_behind() throws Exception {
        try (Watch watch = Watch.fresh()) {
            watch.minutes(0, 1, 3);
            watch.minutes(1, 31, 0);
            assertThat(watch.told()).isEmpty();
            assertThat(watch.harness.numKeyedStateEntries()).isZero();
            assertThat(watch.harness.numEventTimeTimers()).isZero();
        }
    }
}
