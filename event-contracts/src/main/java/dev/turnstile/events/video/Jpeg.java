package dev.turnstile.events.video;

import dev.turnstile.events.Reading;
import dev.turnstile.events.RejectionReason;
import java.nio.charset.StandardCharsets;

/**
 * What a JPEG (ITU-T T.81) says of itself in its markers, found without decoding it.
 *
 * @param width in pixels
 * @param height in pixels
 * @param components 1 for grey, 3 for colour
 * @param colours what the first component is
 */
public record Jpeg(int width, int height, int components, Colours colours) {

    /** What the samples of a picture are. */
    public enum Colours {
        /** Grey, or luma and two colour differences: the first component is the luma. */
        LUMA_FIRST,
        RGB
    }

    private static final int START_OF_IMAGE = 0xD8;
    private static final int END_OF_IMAGE = 0xD9;
    private static final int START_OF_SCAN = 0xDA;
    private static final int PROGRESSIVE = 0xC2;
    private static final int JFIF = 0xE0;
    private static final int ADOBE = 0xEE;

    /** Encoders write ten at most; a decoder goes over the whole picture for each. */
    private static final int MOST_SCANS = 24;

    /** Whether the bytes begin as every JPEG does. */
    public static boolean begins(byte[] bytes) {
        return bytes.length > 3
                && (bytes[0] & 0xFF) == 0xFF
                && (bytes[1] & 0xFF) == START_OF_IMAGE
                && (bytes[2] & 0xFF) == 0xFF;
    }

    /**
     * Goes through all markers to the last. What is no JPEG, has been cut off, has something behind it, or is of a kind
     * that nobody sends, is rejected; so is what would keep a decoder busy.
     */
    public static Reading<Jpeg> read(byte[] bytes) {
        try {
            return new Reading.Accepted<>(new Markers(bytes).read());
        } catch (Fault fault) {
            return Reading.rejected(RejectionReason.INVALID_PICTURE, fault.getMessage());
        }
    }

    /** Ends the reading; never leaves this class. */
    private static final class Fault extends Exception {
        private Fault(String message) {
            super(message, null, false, false);
        }

        @Override
        public String getMessage() {
            return String.valueOf(super.getMessage());
        }
    }

    /** A walk from marker to marker. */
    private static final class Markers {
        private final byte[] bytes;
        private int at = 2;
        private int frameAt;
        private int scans;
        private boolean isJfif;
        private int adobeTransform = -1;

        private Markers(byte[] bytes) {
            this.bytes = bytes;
        }

        private Jpeg read() throws Fault {
            if (!begins(bytes)) {
                throw new Fault("expected a JPEG");
            }
            for (int marker = next(); marker != END_OF_IMAGE; marker = next()) {
                int length = length();
                if (marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xCC) {
                    frame(marker, length);
                } else if (marker == START_OF_SCAN) {
                    scan(length);
                    continue;
                } else if (marker == JFIF && has("JFIF", length)) {
                    isJfif = true;
                } else if (marker == ADOBE && length >= 14 && has("Adobe", length)) {
                    adobeTransform = at(13);
                }
                at += length;
            }
            if (scans == 0) {
                throw new Fault("there is no picture in it");
            }
            for (int i = at; i < bytes.length; i++) {
                // Some cameras fill up to a round number of bytes.
                if (bytes[i] != 0 && bytes[i] != (byte) 0xFF) {
                    throw new Fault("expected nothing behind the picture");
                }
            }
            return new Jpeg(unsignedShort(frameAt + 5), unsignedShort(frameAt + 3), bytes[frameAt + 7], colours());
        }

        /** Steps behind the next marker. */
        private int next() throws Fault {
            if (at(0) != 0xFF) {
                throw new Fault("expected a marker at byte " + at);
            }
            while (at(0) == 0xFF) {
                at++;
            }
            int marker = at(0);
            at++;
            if (marker != END_OF_IMAGE && (marker < 0xC0 || (marker >= 0xD0 && marker <= 0xD8))) {
                throw new Fault("marker " + Integer.toHexString(marker) + " is out of place at byte " + (at - 1));
            }
            return marker;
        }

        private void frame(int marker, int length) throws Fault {
            if (marker > PROGRESSIVE) {
                throw new Fault("expected a baseline or progressive JPEG");
            }
            if (frameAt != 0) {
                throw new Fault("says its size twice");
            }
            frameAt = at;
            int components = length < 8 ? 0 : at(7);
            if ((components != 1 && components != 3) || length != 8 + 3 * components || at(2) != 8) {
                throw new Fault("expected grey or three colours, of 8 bits each");
            }
            if (unsignedShort(at + 3) == 0 || unsignedShort(at + 5) == 0) {
                throw new Fault("has no size");
            }
        }

        /** Steps over compressed data, to the marker behind it. */
        private void scan(int length) throws Fault {
            if (frameAt == 0) {
                throw new Fault("there is data before the size");
            }
            if (++scans > MOST_SCANS) {
                throw new Fault("expected at most " + MOST_SCANS + " scans");
            }
            at += length;
            while (at(0) != 0xFF || at(1) == 0 || (at(1) >= 0xD0 && at(1) <= 0xD7)) {
                at += at(0) == 0xFF ? 2 : 1;
            }
        }

        private int length() throws Fault {
            int length = at(0) << 8 | at(1);
            if (length < 2 || at + length > bytes.length) {
                throw new Fault("was cut off");
            }
            return length;
        }

        /** As libjpeg decides it: by JFIF, else by Adobe's marker, else by the components' names. */
        private Colours colours() {
            boolean isNamedRgb = bytes[frameAt + 7] == 3
                    && bytes[frameAt + 8] == 'R'
                    && bytes[frameAt + 11] == 'G'
                    && bytes[frameAt + 14] == 'B';
            boolean isRgb =
                    bytes[frameAt + 7] == 3 && !isJfif && (adobeTransform < 0 ? isNamedRgb : adobeTransform == 0);
            return isRgb ? Colours.RGB : Colours.LUMA_FIRST;
        }

        private boolean has(String name, int length) {
            byte[] expected = name.getBytes(StandardCharsets.US_ASCII);
            boolean isThere = length >= 2 + expected.length;
            for (int i = 0; isThere && i < expected.length; i++) {
                isThere = bytes[at + 2 + i] == expected[i];
            }
            return isThere;
        }

        /** The unsigned byte so far from here. */
        private int at(int distance) throws Fault {
            if (at + distance >= bytes.length) {
                throw new Fault("was cut off");
            }
            return bytes[at + distance] & 0xFF;
        }

        private int unsignedShort(int index) {
            return (bytes[index] & 0xFF) << 8 | (bytes[index + 1] & 0xFF);
        }
    }
}
