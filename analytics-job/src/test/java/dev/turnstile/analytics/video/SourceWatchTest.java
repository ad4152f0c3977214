package dev.turnstile.analytics.video;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnstile.analytics.settings.Environment;
import dev.turnstile.analytics.windows.Event;
import dev.turnstile.analytics.windows.OutgoingRecord;
import dev.turnstile.analytics.windows.Shards;
import dev.turnstile.events.results.Alert;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OperatorSnapshotUtil;
import org.junit.jupiter.api.Test;

class SourceWatchTest {

    private static final int BRIGHT = 100_00;
    private static final long DAY = Duration.ofDays(1).toMillis();

    private static KeyedOneInputStreamOperatorTestHarness<Integer, Event<FrameAnalysis>, OutgoingRecord> watch()
            throws Exception {
        var harness = new KeyedOneInputStreamOperatorTestHarness<>(
                new SourceWatch(VideoSettings.from(Environment.EMPTY)),
                event -> Shards.keyOf(event.payload().source()),
                Types.INT,
                128,
                1,
                0);
        harness.setProcessingTime(at("10:50:00"));
        return harness;
    }

    private static long at(String time) {
        return Instant.parse("2025-11-24T" + time + "Z").toEpochMilli();
    }

    private static StreamRecord<Event<FrameAnalysis>> frame(String source, long time, int light, long content) {
        FrameAnalysis frame = new FrameAnalysis(
                "f" + time, source, time, 1280, 720, 3, 50_001, light, content, "video_frames", 0, time);
        return new StreamRecord<>(Event.of(frame.frameId(), source, time, frame), time);
    }

    private static List<String> alerts(KeyedOneInputStreamOperatorTestHarness<?, ?, ?> watch) {
        var alerts = watch.getSideOutput(SourceWatch.ALERTS);
        return alerts == null
                ? List.of()
                : alerts.stream()
                        .map(StreamRecord::getValue)
                        .map(alert -> shown(alert))
                        .toList();
    }

    private static String shown(OutgoingRecord record) {
        return record.value() == null
                ? "gone: " + new String(Objects.requireNonNull(record.key()), UTF_8)
                : new String(record.value(), UTF_8);
    }

    private static String shown(Alert alert) {
        return alert.state() + " " + alert.alertId();
    }

    /** Written by the version before sources were forgotten. */
    private static OperatorSubtaskState savedBySourcesThatWereKeptForEver() throws Exception {
        return OperatorSnapshotUtil.readStateHandle(Path.of(Objects.requireNonNull(
                                SourceWatchTest.class.getResource("source-watch-that-never-forgets.snapshot"))
                        .toURI())
                .toString());
    }

    private static List<String> totals(KeyedOneInputStreamOperatorTestHarness<?, ?, OutgoingRecord> watch) {
        List<String> totals = new ArrayList<>();
        watch.extractOutputValues().forEach(record -> totals.add(shown(record)));
        watch.getOutput().clear();
        return totals;
    }

    @Test
    void totals_are_absolute_and_go_on_after_a_restart() throws Exception {
        OperatorSubtaskState state;
        try (var watch = watch()) {
            watch.open();
            for (int i = 0; i < 21; i++) {
                watch.processElement(frame("hall", at("10:50:00") + 50L * i, BRIGHT + i, i));
            }
            watch.processElement(frame("yard", at("10:50:00"), BRIGHT, 0));
            watch.prepareSnapshotPreBarrier(1);
            assertThat(totals(watch)).containsExactly("""
                            {"source":"hall","total_frames":21,"total_size_bytes":1050021,"avg_width":1280.0,\
                            "avg_height":720.0,"avg_brightness":100.1,"fps":20.0,"expected_fps":25.0,\
                            "last_updated":"2025-11-24T10:50:01Z"}""", """
                            {"source":"yard","total_frames":1,"total_size_bytes":50001,"avg_width":1280.0,\
                            "avg_height":720.0,"avg_brightness":100.0,"fps":0.0,"expected_fps":25.0,\
                            "last_updated":"2025-11-24T10:50:00Z"}""");
            watch.setProcessingTime(at("10:50:01"));
            assertThat(totals(watch)).as("nothing has changed").isEmpty();
            state = watch.snapshot(1, 1);
        }
        try (var watch = watch()) {
            watch.initializeState(state);
            watch.open();
            watch.processElement(frame("hall", at("10:50:01") + 50, BRIGHT + 21, 21));
            watch.prepareSnapshotPreBarrier(2);
            assertThat(totals(watch))
                    .singleElement()
                    .satisfies(hall -> assertThat(hall)
                            .contains(
                                    "\"total_frames\":22,\"total_size_bytes\":1100022",
                                    "\"avg_brightness\":100.11,\"fps\":20.0"));
        }
    }

    @Test
    void the_same_picture_for_ten_seconds_fires_once_and_is_resolved_by_another() throws Exception {
        OperatorSubtaskState state;
        try (var watch = watch()) {
            watch.open();
            for (int second = 0; second < 10; second++) {
                watch.processElement(frame("hall", at("10:50:00") + 1_000L * second, BRIGHT, 7));
            }
            assertThat(alerts(watch)).isEmpty();
            watch.processElement(frame("hall", at("10:50:10"), BRIGHT, 7));
            watch.processElement(frame("hall", at("10:50:11"), BRIGHT, 7));
            watch.processElement(frame("hall", at("10:50:05"), BRIGHT, 8));
            assertThat(alerts(watch)).containsExactly("FIRING VIDEO_FROZEN|hall|2025-11-24T10:50:00Z");
            state = watch.snapshot(1, 1);
        }
        try (var watch = watch()) {
            watch.initializeState(state);
            watch.open();
            watch.processElement(frame("hall", at("10:50:12"), BRIGHT, 7));
            assertThat(alerts(watch)).as("still the same").isEmpty();
            watch.processElement(frame("hall", at("10:50:13"), BRIGHT, 8));
            watch.processElement(frame("hall", at("10:50:14"), BRIGHT, 9));
            assertThat(alerts(watch)).containsExactly("RESOLVED VIDEO_FROZEN|hall|2025-11-24T10:50:00Z");
        }
    }

    @Test
    void a_black_picture_fires_once_until_it_is_clearly_brighter() throws Exception {
        try (var watch = watch()) {
            watch.open();
            int[] light = {100_00, 3_00, 15_99, 16_00, 15_00, 23_99, 24_00, 100_00};
            for (int i = 0; i < light.length; i++) {
                watch.processElement(frame("hall", at("10:50:00") + 1_000L * i, light[i], i));
            }
            assertThat(alerts(watch))
                    .containsExactly(
                            "FIRING VIDEO_BLACK|hall|2025-11-24T10:50:01Z",
                            "RESOLVED VIDEO_BLACK|hall|2025-11-24T10:50:01Z");
        }
    }

    @Test
    void a_source_that_comes_back_with_its_clock_set_back_is_watched_as_before_under_another_alert() throws Exception {
        try (var watch = watch()) {
            watch.open();
            watch.processElement(frame("hall", at("10:49:59"), BRIGHT, 1));
            watch.setProcessingTime(at("10:50:30"));
            watch.processElement(frame("hall", at("10:40:00"), BRIGHT, 1));
            watch.processElement(frame("hall", at("10:40:10"), BRIGHT, 1));
            watch.setProcessingTime(at("10:51:00"));
            assertThat(alerts(watch))
                    .containsExactly(
                            "FIRING VIDEO_SILENT|hall|2025-11-24T10:49:59Z",
                            "RESOLVED VIDEO_SILENT|hall|2025-11-24T10:49:59Z",
                            "FIRING VIDEO_FROZEN|hall|2025-11-24T10:40:00Z",
                            "FIRING VIDEO_SILENT|hall|2025-11-24T10:40:10Z");
        }
    }

    @Test
    void a_source_that_is_silent_for_a_day_is_forgotten_with_all_that_fires_for_it() throws Exception {
        try (var watch = watch()) {
            watch.open();
            for (int second = 0; second <= 10; second++) {
                watch.processElement(frame("hall", at("10:49:50") + 1_000L * second, 3_00, 7));
            }
            watch.setProcessingTime(at("10:51:00"));
            watch.snapshot(1, 1);
            assertThat(watch.numKeyedStateEntries()).isPositive();
            watch.setProcessingTime(at("10:50:00") + DAY - 1);
            assertThat(totals(watch)).singleElement().asString().contains("\"total_frames\":11");

            watch.setProcessingTime(at("10:50:00") + DAY + 1_000);

            assertThat(totals(watch)).containsExactly("gone: hall");
            assertThat(alerts(watch))
                    .containsExactly(
                            "FIRING VIDEO_BLACK|hall|2025-11-24T10:49:50Z",
                            "FIRING VIDEO_FROZEN|hall|2025-11-24T10:49:50Z",
                            "FIRING VIDEO_SILENT|hall|2025-11-24T10:50:00Z",
                            "RESOLVED VIDEO_SILENT|hall|2025-11-24T10:50:00Z",
                            "RESOLVED VIDEO_FROZEN|hall|2025-11-24T10:49:50Z",
                            "RESOLVED VIDEO_BLACK|hall|2025-11-24T10:49:50Z");
            watch.snapshot(2, 2);
            assertThat(watch.numKeyedStateEntries()).isZero();
            assertThat(watch.numProcessingTimeTimers()).isZero();
            assertThat(watch.numEventTimeTimers()).isZero();
        }
    }

    @Test
    void a_source_that_comes_back_after_it_was_forgotten_begins_anew() throws Exception {
        OperatorSubtaskState state;
        try (var watch = watch()) {
            watch.open();
            watch.processElement(frame("hall", at("10:49:59"), BRIGHT, 1));
            watch.snapshot(1, 1);
            watch.setProcessingTime(at("10:50:10"));
            watch.setProcessingTime(at("10:50:11") + DAY);
            totals(watch);
            // Before the next checkpoint has taken its state away.
            watch.processElement(frame("hall", at("10:50:11") + DAY, BRIGHT, 1));
            watch.prepareSnapshotPreBarrier(2);
            assertThat(totals(watch)).singleElement().asString().contains("\"total_frames\":1,");
            state = watch.snapshot(2, 2);
        }
        try (var watch = watch()) {
            watch.setProcessingTime(at("10:50:11") + DAY);
            watch.initializeState(state);
            watch.open();
            watch.processElement(frame("hall", at("10:50:12") + DAY, BRIGHT, 2));
            watch.prepareSnapshotPreBarrier(3);
            assertThat(totals(watch)).singleElement().asString().contains("\"total_frames\":2,");
        }
    }

    @Test
    void a_silence_goes_on_across_restarts_but_not_while_nobody_listens() throws Exception {
        OperatorSubtaskState state;
        try (var watch = watch()) {
            watch.open();
            watch.processElement(frame("hall", at("10:49:59"), BRIGHT, 1));
            watch.setProcessingTime(at("10:50:10"));
            watch.setProcessingTime(at("10:50:00") + DAY / 2);
            state = watch.snapshot(1, 1);
        }
        try (var watch = watch()) {
            // The job was down for three days.
            watch.setProcessingTime(at("10:50:00") + 4 * DAY);
            watch.initializeState(state);
            watch.open();
            watch.setProcessingTime(at("10:50:00") + 4 * DAY + DAY / 2 - 1);
            assertThat(alerts(watch)).isEmpty();
            watch.setProcessingTime(at("10:50:00") + 4 * DAY + DAY / 2 + 1_000);
            assertThat(alerts(watch)).containsExactly("RESOLVED VIDEO_SILENT|hall|2025-11-24T10:49:59Z");
            assertThat(totals(watch)).containsExactly("gone: hall");
        }
    }

    @Test
    void a_savepoint_of_the_version_that_kept_every_source_still_fits() throws Exception {
        try (var watch = watch()) {
            watch.setProcessingTime(at("11:00:00"));
            watch.initializeState(savedBySourcesThatWereKeptForEver());
            watch.open();
            watch.processElement(frame("yard", at("10:59:59"), BRIGHT, 2));
            watch.prepareSnapshotPreBarrier(1);
            assertThat(totals(watch)).singleElement().asString().contains("\"total_frames\":22,");
            assertThat(alerts(watch)).as("the hall's silence fires already").isEmpty();
            watch.setProcessingTime(at("11:00:00") + DAY + 1_000);
            assertThat(alerts(watch)).contains("RESOLVED VIDEO_SILENT|hall|2025-11-24T10:49:59Z");
            assertThat(totals(watch)).contains("gone: hall");
        }
    }

    @Test
    void to_forget_before_there_is_silence_is_a_mistake() {
        assertThatThrownBy(() -> VideoSettings.from(
                        new Environment(Map.of("VIDEO_SILENT_AFTER", "1h", "VIDEO_FORGOTTEN_AFTER", "1h"))))
                .hasMessageContaining("VIDEO_FORGOTTEN_AFTER must be longer than VIDEO_SILENT_AFTER");
    }

    @Test
    void a_source_that_falls_silent_fires_once_across_a_restart_and_is_resolved_by_its_next_frame() throws Exception {
        OperatorSubtaskState before;
        OperatorSubtaskState during;
        try (var watch = watch()) {
            watch.open();
            watch.processElement(frame("hall", at("10:49:59"), BRIGHT, 1));
            before = watch.snapshot(1, 1);
            watch.setProcessingTime(at("10:50:09"));
            assertThat(alerts(watch)).isEmpty();
            watch.setProcessingTime(at("10:50:30"));
            assertThat(alerts(watch)).containsExactly("FIRING VIDEO_SILENT|hall|2025-11-24T10:49:59Z");
            during = watch.snapshot(2, 2);
        }
        try (var watch = watch()) {
            watch.setProcessingTime(at("11:30:00"));
            watch.initializeState(before);
            watch.open();
            watch.setProcessingTime(at("11:30:09"));
            assertThat(alerts(watch)).as("nobody listened in between").isEmpty();
        }
        try (var watch = watch()) {
            watch.initializeState(during);
            watch.open();
            watch.setProcessingTime(at("10:51:30"));
            assertThat(alerts(watch)).as("it fires already").isEmpty();
            watch.processElement(frame("hall", at("10:51:29"), BRIGHT, 2));
            assertThat(alerts(watch)).containsExactly("RESOLVED VIDEO_SILENT|hall|2025-11-24T10:49:59Z");
        }
    }
}
