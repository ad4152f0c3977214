package dev.turnstile.analytics.windows;

import com.dynatrace.hash4j.hashing.Hasher64;
import com.dynatrace.hash4j.hashing.Hashing;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** How ids and values are held: as few bytes as keep different ones different, so that counts stay exact. */
public final class Identity {

    private static final Hasher64 HASHER = Hashing.komihash5_0();
    private static final int UUID_LENGTH = 36;

    private Identity() {}

    /**
     * The id's bytes: a lower-case UUID as a zero byte and its 16 bytes, anything else as UTF-8. No two ids share their
     * bytes, because an id that is text never starts with a zero byte.
     */
    public static byte[] bytesOf(String id) {
        byte[] uuid = id.length() == UUID_LENGTH ? uuidBytes(id) : NOT_A_UUID;
        return uuid == NOT_A_UUID ? id.getBytes(StandardCharsets.UTF_8) : uuid;
    }

    /** The same of a text that is given as UTF-8. */
    public static byte[] bytesOf(byte[] utf8, int offset, int length) {
        byte[] uuid = length == UUID_LENGTH ? uuidBytes(utf8, offset) : NOT_A_UUID;
        return uuid == NOT_A_UUID ? Arrays.copyOfRange(utf8, offset, offset + length) : uuid;
    }

    /** A number's: nine bytes, the first of them zero. No text and no UUID has such. */
    public static byte[] bytesOf(long number) {
        byte[] bytes = new byte[9];
        for (int at = 8; at > 0; at--) {
            bytes[at] = (byte) number;
            number >>>= 8;
        }
        return bytes;
    }

    public static long hash(byte[] bytes, int length) {
        return HASHER.hashBytesToLong(bytes, 0, length);
    }

    /** Of a part of {@code bytes}. */
    public static long hash(byte[] bytes, int offset, int length) {
        return HASHER.hashBytesToLong(bytes, offset, length);
    }

    /** The hash of a text's bytes, by which it is given a shard. */
    static long hash(String text) {
        byte[] bytes = bytesOf(text);
        return hash(bytes, bytes.length);
    }

    /** Four bytes that stand for a name among the few of a pipeline, wherever and whenever they are made. */
    static byte[] shortName(String name) {
        int hash = (int) hash(name);
        return new byte[] {(byte) (hash >>> 24), (byte) (hash >>> 16), (byte) (hash >>> 8), (byte) hash};
    }

    private static final byte[] NOT_A_UUID = new byte[0];
    /** By character; a table, because whether it is a digit or a letter is what no processor can foresee. */
    private static final byte[] LOWER_HEX = new byte[128];

    static {
        Arrays.fill(LOWER_HEX, (byte) -1);
        for (int value = 0; value < 16; value++) {
            LOWER_HEX[Character.forDigit(value, 16)] = (byte) value;
        }
    }

    private static byte[] uuidBytes(byte[] utf8, int offset) {
        byte[] bytes = new byte[17];
        int at = 1;
        for (int i = offset; i < offset + UUID_LENGTH; i++) {
            int within = i - offset;
            if (within == 8 || within == 13 || within == 18 || within == 23) {
                if (utf8[i] != '-') {
                    return NOT_A_UUID;
                }
            } else {
                int high = lowerHex((char) utf8[i]);
                int low = lowerHex((char) utf8[++i]);
                if ((high | low) < 0) {
                    return NOT_A_UUID;
                }
                bytes[at++] = (byte) (high << 4 | low);
            }
        }
        return bytes;
    }

    private static byte[] uuidBytes(String id) {
        byte[] bytes = new byte[17];
        int at = 1;
        for (int i = 0; i < UUID_LENGTH; i++) {
            if (i == 8 || i == 13 || i == 18 || i == 23) {
                if (id.charAt(i) != '-') {
                    return NOT_A_UUID;
                }
            } else {
                int high = lowerHex(id.charAt(i));
                int low = lowerHex(id.charAt(++i));
                if ((high | low) < 0) {
                    return NOT_A_UUID;
                }
                bytes[at++] = (byte) (high << 4 | low);
            }
        }
        return bytes;
    }

    private static int lowerHex(char c) {
        return c < LOWER_HEX.length ? LOWER_HEX[c] : -1;
    }
}
