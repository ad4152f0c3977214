package dev.turnstile.events.video;

import dev.turnstile.events.Reading;
import dev.turnstile.events.RejectionReason;
import dev.turnstile.events.Times;
import dev.turnstile.events.json.JsonDocument;
import dev.turnstile.events.json.JsonReader;
import dev.turnstile.events.json.JsonWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One picture of a video: the value on {@code video_frames}, in either of two forms. As JSON, with the picture as base64;
 * or the picture's own bytes, with the same fields as headers ({@link FrameHeaders}), which is a third smaller.
 *
 * @param frameId unique within its source
 * @param timestamp when it was taken, to the millisecond
 * @param source the camera or file
 * @param width as it is said to be, in pixels; whether it is so, only the picture tells
 * @param height likewise
 * @param channels as they are said to be, such as 3
 * @param jpeg at most {@value #MOST_BYTES} bytes, beginning as a JPEG does
 */
public record Frame(
        String frameId, Instant timestamp, String source, int width, int height, int channels, byte[] jpeg) {

    /** The largest picture, in bytes: 2 MiB. */
    public static final int MOST_BYTES = 2 << 20;

    /** The most pixels that a JPEG can have in one direction. */
    public static final int MOST_PIXELS_OF_A_SIDE = 65_535;

    private static final int USUAL_CHANNELS = 3;
    private static final int MOST_CHANNELS = 4;
    private static final int MOST_BYTES_OF_JSON = (MOST_BYTES + 2) / 3 * 4 + JsonDocument.MOST_BYTES_OF_A_RECORD;

    public Frame {
        // So that a frame is the same before it is written and once it is read.
        timestamp = timestamp.truncatedTo(ChronoUnit.MILLIS);
    }

    /** Reads a record of the topic, whichever form it has. */
    public static Reading<Frame> read(byte @Nullable [] value, Map<String, byte[]> headers, Instant now) {
        if (value == null || value.length == 0) {
            return Reading.rejected(RejectionReason.EMPTY, "expected a picture, but there was nothing");
        }
        if (!Jpeg.begins(value) && !headers.containsKey(FrameHeaders.FRAME_ID)) {
            return read(value, now);
        }
        if (value.length > MOST_BYTES) {
            return tooLarge(value.length);
        }
        byte[] fields = FrameHeaders.asJson(headers);
        return fields == null
                ? Reading.rejected(RejectionReason.INVALID_TEXT, "expected headers in UTF-8")
                : JsonReader.readRecord(fields, in -> read(in, value, now));
    }

    /** Reads the JSON form. */
    public static Reading<Frame> read(byte @Nullable [] json, Instant now) {
        return JsonReader.readRecord(json, MOST_BYTES_OF_JSON, in -> read(in, null, now));
    }

    /** @param picture null where it is among the fields */
    private static Reading<Frame> read(JsonDocument in, byte @Nullable [] picture, Instant now)
            throws java.io.IOException {
        Instant latest = now.plus(Times.MOST_IN_FUTURE);
        String frameId = null;
        Instant timestamp = null;
        String source = null;
        byte[] jpeg = picture;
        Integer width = null;
        Integer height = null;
        Integer channels = null;
        Integer sizeBytes = null;
        String field;
        while ((field = in.nextField()) != null) {
            switch (field) {
                case "frame_id" -> frameId = in.text();
                case "timestamp" -> timestamp = in.time(latest);
                case "source" -> source = in.text();
                case "frame_data" -> jpeg = in.bytes(RejectionReason.INVALID_PICTURE);
                case "frame_width" -> width = in.count(MOST_PIXELS_OF_A_SIDE);
                case "frame_height" -> height = in.count(MOST_PIXELS_OF_A_SIDE);
                case "frame_channels" -> channels = in.count(MOST_CHANNELS);
                case "frame_size_bytes" -> sizeBytes = in.count(Integer.MAX_VALUE);
                default -> {}
            }
        }
        in.require("frame_id", frameId);
        in.require("timestamp", timestamp);
        in.require("source", source);
        in.require("frame_data", jpeg);
        in.require("frame_width", width);
        in.require("frame_height", height);
        if (frameId == null || timestamp == null || source == null || jpeg == null || width == null || height == null) {
            return new Reading.Rejected<>(in.problems());
        }
        if (jpeg.length > MOST_BYTES) {
            return tooLarge(jpeg.length);
        }
        if (!Jpeg.begins(jpeg)) {
            return Reading.rejected(RejectionReason.INVALID_PICTURE, "expected a JPEG");
        }
        if (sizeBytes != null && sizeBytes != jpeg.length) {
            return Reading.rejected(
                    RejectionReason.PICTURE_MISMATCH,
                    "frame_size_bytes is " + sizeBytes + ", but there were " + jpeg.length);
        }
        return new Reading.Accepted<>(new Frame(
                frameId, timestamp, source, width, height, channels == null ? USUAL_CHANNELS : channels, jpeg));
    }

    private static Reading<Frame> tooLarge(int bytes) {
        return Reading.rejected(
                RejectionReason.TOO_LARGE, "expected at most " + MOST_BYTES + " bytes, there were " + bytes);
    }

    /** The value in the JSON form; without headers. */
    public byte[] toJson() {
        return JsonWriter.write(
                json -> writeFields(json).bytes("frame_data", jpeg).emptyObject("metadata"));
    }

    /** The headers of the other form, whose value is {@link #jpeg}. */
    public Map<String, byte[]> toHeaders() {
        return FrameHeaders.of(this);
    }

    private JsonWriter writeFields(JsonWriter json) throws java.io.IOException {
        return json.text("frame_id", frameId)
                .time("timestamp", timestamp)
                .text("source", source)
                .number("frame_width", width)
                .number("frame_height", height)
                .number("frame_channels", channels)
                .number("frame_size_bytes", jpeg.length);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Frame frame
                && frameId.equals(frame.frameId)
                && timestamp.equals(frame.timestamp)
                && source.equals(frame.source)
                && width == frame.width
                && height == frame.height
                && channels == frame.channels
                && Arrays.equals(jpeg, frame.jpeg);
    }

    @Override
    public int hashCode() {
        return Objects.hash(frameId, timestamp, source, width, height, channels, Arrays.hashCode(jpeg));
    }
}
