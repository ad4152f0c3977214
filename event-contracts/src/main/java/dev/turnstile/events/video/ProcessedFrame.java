package dev.turnstile.events.video;

import dev.turnstile.events.json.JsonWriter;
import java.time.Instant;

/**
 * What the analysis found in one frame: the value on {@code processed_video_frames}. The picture is not in it, but where
 * it is: topic, partition and offset.
 *
 * @param aspectRatio width to height, two places
 * @param compressionRatio of the JPEG's bytes to three bytes for each pixel, three places
 * @param brightness mean luma of all pixels, 0 (black) to 255 (white)
 * @param expectedFps frames per second that the source should send
 */
public record ProcessedFrame(
        String frameId,
        Instant timestamp,
        String source,
        int width,
        int height,
        int channels,
        int sizeBytes,
        double aspectRatio,
        double compressionRatio,
        double brightness,
        Orientation orientation,
        ResolutionCategory resolutionCategory,
        double expectedFps,
        String topic,
        int partition,
        long offset,
        Instant processedAt) {

    public byte[] toJson() {
        return JsonWriter.write(json -> json.text("frame_id", frameId)
                .time("timestamp", timestamp)
                .text("source", source)
                .number("frame_width", width)
                .number("frame_height", height)
                .number("frame_channels", channels)
                .number("frame_size_bytes", sizeBytes)
                .number("aspect_ratio", aspectRatio)
                .number("total_pixels", (long) width * height)
                .number("compression_ratio", compressionRatio)
                .number("brightness", brightness)
                .text("orientation", orientation.label())
                .text("resolution_category", resolutionCategory.label())
                .number("expected_fps", expectedFps)
                .text("topic", topic)
                .number("partition", partition)
                .number("offset", offset)
                .time("processed_at", processedAt));
    }
}
