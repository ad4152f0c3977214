package dev.turnstile.events.video;

import dev.turnstile.events.json.JsonWriter;
import java.time.Instant;

/**
 * What a source has sent so far: the value on {@code video_source_aggregations}, an upsert by source. Absolute, so that a
 * reader never adds.
 *
 * @param averageWidth of all frames, in pixels, two places
 * @param averageHeight likewise
 * @param averageBrightness of all frames, 0 to 255, two places
 * @param fps frames per second as measured over the newest ten seconds of event time, two places; 0 for a single frame
 * @param lastUpdated the newest frame's time
 */
public record SourceTotals(
        String source,
        long totalFrames,
        long totalSizeBytes,
        double averageWidth,
        double averageHeight,
        double averageBrightness,
        double fps,
        double expectedFps,
        Instant lastUpdated) {

    public byte[] toJson() {
        return JsonWriter.write(json -> json.text("source", source)
                .number("total_frames", totalFrames)
                .number("total_size_bytes", totalSizeBytes)
                .number("avg_width", averageWidth)
                .number("avg_height", averageHeight)
                .number("avg_brightness", averageBrightness)
                .number("fps", fps)
                .number("expected_fps", expectedFps)
                .time("last_updated", lastUpdated));
    }
}
