package dev.turnstile.analytics.video;

import dev.turnstile.analytics.settings.Environment;
import dev.turnstile.analytics.windows.AdmittedEvents;
import dev.turnstile.analytics.windows.Arrival;
import dev.turnstile.analytics.windows.Countable;
import dev.turnstile.analytics.windows.Event;
import dev.turnstile.analytics.windows.Layout;
import dev.turnstile.analytics.windows.OutgoingRecord;
import dev.turnstile.analytics.windows.PipelineStreams;
import dev.turnstile.analytics.windows.Shards;
import dev.turnstile.analytics.windows.WindowSettings;
import dev.turnstile.analytics.windows.WindowTotal;
import dev.turnstile.analytics.windows.WindowedTotals;
import dev.turnstile.events.Topics;
import dev.turnstile.events.results.VideoResult;
import dev.turnstile.events.video.ProcessedFrame;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * Frames of video:
 *
 * <pre>
 * frames → FrameReader → admitted analyses → ProcessedFrame
 *          rejects,                        → SourceWatch: totals of each source, alerts
 *          ignores small ones,             → totals of each resolution category, by half minutes
 *          decodes
 * </pre>
 *
 * <p>A picture never leaves the task that has read it; what goes on is what was found in it.
 */
public final class VideoPipeline {

    private static final Duration WINDOW = Duration.ofSeconds(30);
    private static final int FRAMES = 0;
    private static final int BYTES = 1;
    private static final int SOURCES = 2;
    private static final Layout TOTALS = Layout.of(
            new Layout.Part("frames", Layout.Kind.SUM),
            new Layout.Part("bytes", Layout.Kind.SUM),
            new Layout.Part("sources", Layout.Kind.DISTINCT));

    private VideoPipeline() {}

    public static PipelineStreams build(DataStream<Arrival> frames, WindowSettings windows, Environment environment) {
        String name = VideoResult.PIPELINE;
        WindowSettings halfMinutes = windows.withSize(WINDOW);
        VideoSettings settings = VideoSettings.from(environment);
        AdmittedEvents<FrameAnalysis> admitted =
                AdmittedEvents.of(name, frames, new FrameReader(settings), FrameAnalysis.TYPE, halfMinutes);

        DataStream<OutgoingRecord> processed = admitted.events()
                .map(event -> processed(event.payload(), settings), OutgoingRecord.TYPE)
                .name(name + "-processed-frames")
                .uid(name + "-processed-frames");

        SingleOutputStreamOperator<OutgoingRecord> sources = admitted.events()
                .keyBy(event -> Shards.keyOf(event.payload().source()), Types.INT)
                .transform(name + "-sources", OutgoingRecord.TYPE, new SourceWatch(settings))
                .uid(name + "-sources");

        DataStream<Event<Countable>> countable = admitted.events()
                .map(VideoPipeline::countable, Event.type(Countable.TYPE))
                .name(name + "-countable")
                .uid(name + "-countable");
        WindowedTotals totals = WindowedTotals.of(name, countable, TOTALS, halfMinutes);
        ResolutionTotals format = new ResolutionTotals();

        return admitted.streams(
                        totals.results(Topics.RESULTS, format).union(processed, sources),
                        totals.live(Topics.LIVE, format),
                        List.of(totals.countingOperator()))
                .withAlerts(sources.getSideOutput(SourceWatch.ALERTS)
                        .map(
                                alert -> OutgoingRecord.of(Topics.ALERTS, alert.alertId(), alert.toJson()),
                                OutgoingRecord.TYPE)
                        .name(name + "-source-alerts")
                        .uid(name + "-source-alerts"));
    }

    private static OutgoingRecord processed(FrameAnalysis frame, VideoSettings settings) {
        ProcessedFrame processed = frame.processed(settings.expectedFps(frame.source()), Instant.now());
        return OutgoingRecord.of(Topics.PROCESSED_VIDEO_FRAMES, frame.source(), processed.toJson());
    }

    private static Event<Countable> countable(Event<FrameAnalysis> event) {
        FrameAnalysis frame = event.payload();
        return event.with(
                Countable.of(frame.resolutionCategory().label(), new long[] {1, frame.sizeBytes(), 0}, frame.source()));
    }

    private static final class ResolutionTotals implements WindowedTotals.ResultFormat {
        @Override
        public String key(WindowTotal total) {
            return result(total).key();
        }

        @Override
        public byte[] value(WindowTotal total) {
            return result(total).toJson();
        }

        private static VideoResult result(WindowTotal total) {
            return new VideoResult(
                    total.settlement(),
                    total.key(),
                    total.amounts()[FRAMES],
                    total.amounts()[BYTES],
                    total.amounts()[SOURCES]);
        }
    }
}
