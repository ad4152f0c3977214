package dev.turnstile.events.results;

import dev.turnstile.events.video.Orientation;
import dev.turnstile.events.video.ProcessedFrame;
import dev.turnstile.events.video.ResolutionCategory;
import dev.turnstile.events.video.SourceTotals;
import java.time.Instant;

/** What is known of a frame and of its source, as their golden fixtures have it. */
final class GoldenFrames {

    private static final Instant TAKEN = Instant.parse("2024-01-13T05:24:16.789Z");

    static final ProcessedFrame PROCESSED = new ProcessedFrame(
            "frame_123_1705123456789",
            TAKEN,
            "webcam",
            1280,
            720,
            3,
            45_678,
            1.78,
            0.017,
            117.25,
            Orientation.LANDSCAPE,
            ResolutionCategory.HD_READY,
            30,
            "video_frames",
            1,
            4711,
            Instant.parse("2024-01-13T05:24:17Z"));

    static final SourceTotals TOTALS =
            new SourceTotals("webcam", 1_800, 82_220_400, 1280, 720, 117.25, 29.97, 30, TAKEN);

    private GoldenFrames() {}
}
