package dev.turnstile.analytics.video;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnstile.analytics.runtime.FlinkDefaults;
import dev.turnstile.analytics.settings.Environment;
import dev.turnstile.analytics.windows.Arrival;
import dev.turnstile.analytics.windows.LedgerAccount;
import dev.turnstile.analytics.windows.OutgoingRecord;
import dev.turnstile.analytics.windows.PipelineStreams;
import dev.turnstile.analytics.windows.WindowSettings;
import dev.turnstile.events.video.Frame;
import java.awt.Color;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The whole pipeline on a real Flink cluster in this process, with good pictures and hostile ones. */
class VideoPipelineTest {

    private static final int PARALLELISM = 2;

    @RegisterExtension
    static final MiniClusterExtension FLINK = new MiniClusterExtension(new MiniClusterResourceConfiguration.Builder()
            .setNumberTaskManagers(1)
            .setNumberSlotsPerTaskManager(PARALLELISM)
            .build());

    private final byte[] hd = Pictures.jpeg(Pictures.drawn(1280, 720, 1));
    private final byte[] sd = Pictures.jpeg(Pictures.drawn(640, 480, 2));
    private final byte[] small = Pictures.jpeg(Pictures.drawn(320, 240, 3));
    private final byte[] black = Pictures.jpeg(Pictures.plain(640, 480, Color.BLACK));
    private final List<Arrival> arrivals = new ArrayList<>();

    private static Frame frame(String source, String id, String time, int width, int height, byte[] jpeg) {
        return new Frame(id, Instant.parse("2025-11-24T" + time + "Z"), source, width, height, 3, jpeg);
    }

    private void asPicture(Frame frame) {
        arrivals.add(
                Arrival.ofRecord("video_frames", 0, arrivals.size(), 1_000_000, null, frame.jpeg(), frame.toHeaders()));
    }

    private void asJson(Frame frame) {
        arrivals.add(Arrival.ofRecord("video_frames", 0, arrivals.size(), 1_000_000, null, frame.toJson()));
    }

    /** What came out. */
    private record Outcome(List<OutgoingRecord> records, LedgerAccount account) {

        List<String> on(String topic) {
            return records.stream()
                    .filter(record -> record.topic().equals(topic))
                    .map(record -> new String(record.value(), UTF_8))
                    .toList();
        }

        Map<String, String> latestOn(String topic) {
            Map<String, String> latest = new LinkedHashMap<>();
            records.stream()
                    .filter(record -> record.topic().equals(topic))
                    .forEach(record -> latest.put(new String(record.key(), UTF_8), new String(record.value(), UTF_8)));
            return latest;
        }
    }

    private Outcome run() throws Exception {
        Configuration configuration = FlinkDefaults.bounded();
        // What collects the results takes 2 MiB otherwise, and what is set aside is larger.
        configuration.setString("collect-sink.batch-size.max", "16mb");
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        environment.setParallelism(PARALLELISM);
        DataStream<Arrival> records = environment
                .fromData(arrivals, TypeInformation.of(Arrival.class))
                .uid("arrivals")
                .setParallelism(1);
        PipelineStreams streams = VideoPipeline.build(records, WindowSettings.DEFAULTS, Environment.EMPTY);
        List<OutgoingRecord> out = new ArrayList<>();
        CloseableIterator<OutgoingRecord> collected = streams.results()
                .union(streams.alerts(), streams.late(), streams.rejected())
                .collectAsync();
        var job = environment.executeAsync("video");
        collected.forEachRemaining(out::add);
        return new Outcome(out, LedgerAccount.of(job.getJobExecutionResult().get()));
    }

    @Test
    void good_pictures_are_analysed_and_added_up_and_hostile_ones_set_aside_with_what_came_with_them()
            throws Exception {
        asPicture(frame("hall", "f1", "10:50:01", 1280, 720, hd));
        asJson(frame("hall", "f2", "10:50:29", 1280, 720, hd));
        asPicture(frame("yard", "f1", "10:50:02", 1280, 720, hd));
        asPicture(frame("yard", "f2", "10:50:31", 640, 480, sd));
        asPicture(frame("yard", "f3", "10:50:32", 640, 480, black));
        asPicture(frame("yard", "f2", "10:50:31", 640, 480, sd));
        asPicture(frame("yard", "f4", "10:50:33", 320, 240, small));
        asPicture(frame("evil", "cut off", "10:50:03", 1280, 720, Arrays.copyOf(hd, hd.length / 2)));
        asPicture(frame("evil", "lie", "10:50:03", 640, 480, hd));
        asPicture(frame("evil", "3 MiB", "10:50:03", 1280, 720, Arrays.copyOf(hd, 3 << 20)));
        asJson(frame("evil", "3 MiB", "10:50:03", 1280, 720, Arrays.copyOf(hd, 3 << 20)));
        asPicture(frame("hall", "f3", "10:50:45", 640, 480, sd));

        Outcome outcome = run();

        assertThat(outcome.account()).isEqualTo(new LedgerAccount(12, 6, 1, 1, 0, 4));
        assertThat(outcome.on("processed_video_frames"))
                .hasSize(6)
                .anySatisfy(frame -> assertThat(frame)
                        .contains("\"frame_id\":\"f2\"", "\"source\":\"hall\"", "\"resolution_category\":\"HD_Ready\"")
                        .contains("\"aspect_ratio\":1.78,\"total_pixels\":921600", "\"orientation\":\"landscape\"")
                        .contains("\"topic\":\"video_frames\",\"partition\":0,\"offset\":1,"));
        Map<String, String> windows = outcome.latestOn("analytics-results");
        assertThat(windows).containsOnlyKeys("video|HD_Ready|2025-11-24T10:50:00Z", "video|SD|2025-11-24T10:50:30Z");
        assertThat(windows.get("video|HD_Ready|2025-11-24T10:50:00Z"))
                .contains("\"window_end\":\"2025-11-24T10:50:30Z\",\"total_frames\":3,\"total_bytes\":" + 3 * hd.length
                        + ",\"avg_frame_bytes\":" + hd.length + ",\"unique_sources\":2,\"status\":\"final\"");
        assertThat(windows.get("video|SD|2025-11-24T10:50:30Z"))
                .contains("\"total_frames\":3,", "\"unique_sources\":2,");
        Map<String, String> sources = outcome.latestOn("video_source_aggregations");
        assertThat(sources).containsOnlyKeys("hall", "yard");
        assertThat(sources.get("hall"))
                .contains("\"total_frames\":3,\"total_size_bytes\":" + (2 * hd.length + sd.length))
                .contains("\"avg_width\":1066.67,\"avg_height\":640.0,")
                .contains("\"last_updated\":\"2025-11-24T10:50:45Z\"");
        assertThat(outcome.on("analytics-alerts"))
                .as("the picture of the hall stood still for 28 s, and the yard's last one is black")
                .extracting(alert -> alert.replaceAll(".*\"alert_id\":\"([^\"]*)\".*\"state\":\"([^\"]*)\".*", "$1 $2"))
                .containsExactlyInAnyOrder(
                        "VIDEO_FROZEN|hall|2025-11-24T10:50:01Z firing",
                        "VIDEO_FROZEN|hall|2025-11-24T10:50:01Z resolved",
                        "VIDEO_BLACK|yard|2025-11-24T10:50:32Z firing");
        assertThat(outcome.records())
                .filteredOn(record -> record.topic().equals("rejected-events"))
                .hasSize(4)
                .extracting(record -> record.headers().get("reason"))
                .containsExactlyInAnyOrder("INVALID_PICTURE", "PICTURE_MISMATCH", "TOO_LARGE", "TOO_LARGE");
        assertThat(outcome.records())
                .filteredOn(record -> "PICTURE_MISMATCH".equals(record.headers().get("reason")))
                .singleElement()
                .satisfies(lie -> {
                    assertThat(lie.value()).isEqualTo(hd);
                    assertThat(lie.headers())
                            .containsEntry("frame_id", "lie")
                            .containsEntry("source", "evil")
                            .containsEntry("source-offset", "8")
                            .containsEntry("detail", "said to be 640x480, is 1280x720");
                });
    }
}
