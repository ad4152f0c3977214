package dev.turnstile.analytics.windows;

import static dev.turnstile.analytics.windows.Fixture.at;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnstile.events.Reading;
import dev.turnstile.events.RejectionReason;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class IntakeTest {

    /** Reads values of the form {@code 10:50:05}; {@code -} is ignored, anything else rejected. */
    private static final EventReader<Countable> TIMES = (record, now) -> {
        String text = new String(record.value(), StandardCharsets.UTF_8);
        return text.equals("-")
                ? new Reading.Ignored<>("other")
                : text.contains(":")
                        ? new Reading.Accepted<>(
                                Countable.of("", new long[] {1}, "u").as(text, at(text)))
                        : Reading.rejected(RejectionReason.MALFORMED_JSON, "no time");
    };

    private static OneInputStreamOperatorTestHarness<Arrival, Event<Countable>> intake() throws Exception {
        var harness = new OneInputStreamOperatorTestHarness<>(new Intake<>(TIMES, Fixture.SETTINGS));
        harness.setProcessingTime(at("10:55:00"));
        return harness;
    }

    private static Arrival record(int partition, String value) {
        return Arrival.ofRecord("orders", partition, 7, at("10:55:00"), null, value.getBytes(StandardCharsets.UTF_8));
    }

    private static Arrival news(Arrival.Kind kind, int partition) {
        return Arrival.ofNews(kind, "orders", partition, at("10:55:00"));
    }

    @Test
    void an_event_goes_on_and_moves_the_watermark_after_itself() throws Exception {
        try (var intake = intake()) {
            intake.open();
            intake.processElement(record(0, "10:50:40"), 0);
            assertThat(intake.extractOutputValues()).hasSize(1);
            assertThat(intake.getOutput()).last().isEqualTo(new Watermark(at("10:50:10") - 1));
        }
    }

    @Test
    void a_sampled_events_trace_goes_on_with_it_and_nothing_else_that_is_called_so() throws Exception {
        String trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        try (var intake = intake()) {
            intake.open();
            for (String header : List.of(trace, trace.replaceAll("01$", "00"), "<script>")) {
                intake.processElement(
                        Arrival.ofRecord(
                                "orders",
                                0,
                                7,
                                at("10:55:00"),
                                null,
                                "10:50:40".getBytes(StandardCharsets.UTF_8),
                                Map.of("traceparent", header.getBytes(StandardCharsets.UTF_8))),
                        0);
            }
            assertThat(intake.extractOutputValues())
                    .extracting(event -> event.trace)
                    .containsExactly(trace, null, null);
        }
    }

    @Test
    void poison_costs_one_record_and_does_not_move_time() throws Exception {
        try (var intake = intake()) {
            intake.open();
            intake.processElement(record(0, "garbage"), 0);
            intake.processElement(record(0, "-"), 0);
            assertThat(intake.getOutput()).isEmpty();
            assertThat(intake.getSideOutput(Outputs.REJECTED)).singleElement().satisfies(rejected -> {
                assertThat(rejected.getValue().reason()).isEqualTo("MALFORMED_JSON");
                assertThat(rejected.getValue().value())
                        .asString(StandardCharsets.UTF_8)
                        .isEqualTo("garbage");
                assertThat(rejected.getValue().offset()).isEqualTo(7);
            });
            intake.prepareSnapshotPreBarrier(1);
            assertThat(intake.getSideOutput(Outputs.LEDGER))
                    .extracting(delta -> delta.getValue())
                    .containsExactly(new LedgerDelta(at("10:55:00"), 2, 0, 0, 1, 0, 1, 0, 0));
        }
    }

    @Test
    void a_task_whose_partitions_never_had_an_event_lets_the_others_go_on() throws Exception {
        try (var intake = intake()) {
            intake.open();
            intake.processElement(news(Arrival.Kind.ASSIGNED_EMPTY, 0), 0);
            assertThat(intake.getOutput()).containsExactly(WatermarkStatus.IDLE);
            intake.processElement(record(0, "10:50:40"), 0);
            assertThat(intake.getOutput()).contains(WatermarkStatus.ACTIVE);
        }
    }

    @Test
    void the_watermark_is_there_again_after_a_restart_without_any_event() throws Exception {
        OperatorSubtaskState state;
        try (var intake = intake()) {
            intake.open();
            intake.processElement(record(0, "10:50:40"), 0);
            intake.prepareSnapshotPreBarrier(1);
            state = intake.snapshot(1, 1);
        }
        try (var intake = intake()) {
            intake.initializeState(state);
            intake.open();
            intake.processElement(news(Arrival.Kind.ASSIGNED_EMPTY, 0), 0);
            assertThat(intake.getOutput()).containsExactly(new Watermark(at("10:50:10") - 1));
        }
    }

    @Test
    void the_record_is_sent_along_when_the_event_may_turn_out_to_be_too_late() throws Exception {
        try (var intake = intake()) {
            intake.open();
            intake.processElement(record(0, "10:50:40"), 0);
            intake.processElement(record(0, "10:38:59"), 0);
            intake.processElement(record(0, "10:40:30"), 0);
            assertThat(intake.extractOutputValues())
                    .extracting(event -> event.original != null)
                    .containsExactly(false, true, false);
        }
    }

    @Test
    void a_task_that_had_no_say_in_the_watermark_sends_every_older_record_along() throws Exception {
        try (var intake = intake()) {
            intake.open();
            intake.processElement(news(Arrival.Kind.ASSIGNED_EMPTY, 0), 0);
            intake.processElement(record(0, "10:48:59"), 0);
            intake.processElement(record(0, "10:54:00"), 0);
            assertThat(intake.extractOutputValues())
                    .extracting(event -> event.original != null)
                    .containsExactly(true, false);
        }
    }
}
