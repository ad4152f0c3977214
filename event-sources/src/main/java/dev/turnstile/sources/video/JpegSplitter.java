package dev.turnstile.sources.video;

import dev.turnstile.events.video.Frame;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a stream of JPEGs, one behind the other, into pictures. It goes by the lengths of segments, not by the first thing
 * that looks like an end: a thumbnail within a picture has an end of its own. What lies between pictures is passed over.
 */
final class JpegSplitter {

    private static final int START_OF_IMAGE = 0xD8;
    private static final int END_OF_IMAGE = 0xD9;
    private static final int START_OF_SCAN = 0xDA;

    private final InputStream in;
    private final Consumer<String> refused;
    private final ByteArrayOutputStream picture = new ByteArrayOutputStream(1 << 16);
    private boolean isTooLarge;

    /** @param refused told of a picture that is not given out */
    JpegSplitter(InputStream in, Consumer<String> refused) {
        this.in = new BufferedInputStream(in, 1 << 16);
        this.refused = refused;
    }

    /** The next picture; null at the end of the stream. One that is cut off by the end is refused. */
    byte @Nullable [] next() throws IOException {
        while (skipToStart()) {
            Part end = readPicture();
            if (isTooLarge) {
                refused.accept("is larger than " + Frame.MOST_BYTES + " bytes, the most that a frame may have");
            } else if (end == Part.WHOLE) {
                return picture.toByteArray();
            } else if (end == Part.BROKEN) {
                refused.accept("is broken");
            }
            if (end == Part.CUT_OFF) {
                refused.accept("was cut off by the end of the stream");
                return null;
            }
        }
        return null;
    }

    private enum Part {
        WHOLE,
        BROKEN,
        CUT_OFF
    }

    private boolean skipToStart() throws IOException {
        int previous = 0;
        for (int next = in.read(); next >= 0; next = in.read()) {
            if (previous == 0xFF && next == START_OF_IMAGE) {
                picture.reset();
                isTooLarge = false;
                put(0xFF);
                put(START_OF_IMAGE);
                return true;
            }
            previous = next;
        }
        return false;
    }

    private Part readPicture() throws IOException {
        int marker = readMarker();
        while (true) {
            if (marker < 0) {
                return marker == END_OF_STREAM ? Part.CUT_OFF : Part.BROKEN;
            }
            if (marker == END_OF_IMAGE) {
                return Part.WHOLE;
            }
            int high = take();
            int low = take();
            if (low < 0) {
                return Part.CUT_OFF;
            }
            for (int rest = (high << 8 | low) - 2; rest > 0; rest--) {
                if (take() < 0) {
                    return Part.CUT_OFF;
                }
            }
            marker = marker == START_OF_SCAN ? skipScan() : readMarker();
        }
    }

    private static final int END_OF_STREAM = -1;
    private static final int NO_MARKER = -2;

    private int readMarker() throws IOException {
        int next = take();
        if (next != 0xFF) {
            return next < 0 ? END_OF_STREAM : NO_MARKER;
        }
        while (next == 0xFF) {
            next = take();
        }
        return next < 0 ? END_OF_STREAM : next >= 0xC0 && next != START_OF_IMAGE ? next : NO_MARKER;
    }

    /** Over compressed data, to the marker behind it. */
    private int skipScan() throws IOException {
        int previous = 0;
        for (int next = take(); next >= 0; next = take()) {
            boolean isMarker = previous == 0xFF && next != 0 && next != 0xFF && (next < 0xD0 || next > 0xD7);
            if (isMarker) {
                return next;
            }
            previous = next;
        }
        return END_OF_STREAM;
    }

    private int take() throws IOException {
        int next = in.read();
        if (next >= 0) {
            put(next);
        }
        return next;
    }

    private void put(int next) {
        isTooLarge |= picture.size() >= Frame.MOST_BYTES;
        if (!isTooLarge) {
            picture.write(next);
        }
    }
}
