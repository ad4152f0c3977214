package dev.turnstile.events.results;

import dev.turnstile.events.json.JsonWriter;

/**
 * Half a minute of the frames of one resolution category.
 *
 * @param totalBytes of the pictures as they were sent
 */
public record VideoResult(
        Settlement settlement, String resolutionCategory, long totalFrames, long totalBytes, long uniqueSources) {

    public static final String PIPELINE = "video";

    public String key() {
        return settlement.key(PIPELINE, resolutionCategory);
    }

    /** Bytes per frame, rounded half-up; 0 without any. */
    public long averageFrameBytes() {
        return totalFrames == 0 ? 0 : (2 * totalBytes + totalFrames) / (2 * totalFrames);
    }

    public byte[] toJson() {
        return JsonWriter.write(json -> {
            json.text("pipeline", PIPELINE).text("resolution_category", resolutionCategory);
            settlement.writeWindow(json);
            json.number("total_frames", totalFrames)
                    .number("total_bytes", totalBytes)
                    .number("avg_frame_bytes", averageFrameBytes())
                    .number("unique_sources", uniqueSources);
            settlement.writeStatus(json);
        });
    }
}
