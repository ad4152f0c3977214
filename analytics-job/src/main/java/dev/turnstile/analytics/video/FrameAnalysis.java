package dev.turnstile.analytics.video;

import dev.turnstile.events.video.Orientation;
import dev.turnstile.events.video.ProcessedFrame;
import dev.turnstile.events.video.ResolutionCategory;
import java.time.Instant;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/**
 * What was found in a frame, without its picture.
 *
 * @param time event time, epoch milliseconds
 * @param channels of the JPEG
 * @param sizeBytes of the JPEG
 * @param brightnessHundredths mean luma, 0 to 25500: whole, so that sums over millions of frames are exact
 * @param contentHash of the decoded picture; two that look the same have the same
 */
public record FrameAnalysis(
        String frameId,
        String source,
        long time,
        int width,
        int height,
        int channels,
        int sizeBytes,
        int brightnessHundredths,
        long contentHash,
        String topic,
        int partition,
        long offset) {

    static final TypeInformation<FrameAnalysis> TYPE = TypeInformation.of(FrameAnalysis.class);

    private static final int BYTES_OF_A_PIXEL = 3;

    double brightness() {
        return brightnessHundredths / 100.0;
    }

    /** Width to height, two places, half-up. */
    double aspectRatio() {
        return Math.round(100.0 * width / height) / 100.0;
    }

    /** Bytes of the JPEG to three for each pixel, three places, half-up. */
    double compressionRatio() {
        return Math.round(1_000.0 * sizeBytes / ((double) BYTES_OF_A_PIXEL * width * height)) / 1_000.0;
    }

    ResolutionCategory resolutionCategory() {
        return ResolutionCategory.of(width, height)
                .orElseThrow(() -> new IllegalStateException("a frame that should have been ignored: " + this));
    }

    ProcessedFrame processed(double expectedFps, Instant processedAt) {
        return new ProcessedFrame(
                frameId,
                Instant.ofEpochMilli(time),
                source,
                width,
                height,
                channels,
                sizeBytes,
                aspectRatio(),
                compressionRatio(),
                brightness(),
                Orientation.of(width, height),
                resolutionCategory(),
                expectedFps,
                topic,
                partition,
                offset,
                processedAt);
    }
}
