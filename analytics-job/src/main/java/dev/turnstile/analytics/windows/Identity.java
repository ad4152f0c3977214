package dev.turnstile.analytics.windows;

import com.dynatrace.hash4j.hashing.Hasher64;
import com.dynatrace.hash4j.hashing.Hashing;
import java.nio.charset.StandardCharsets;

/** How ids of events and users are held: as few bytes as keep different ids different, so that counts stay exact. */
final class Identity {

    private static final Hasher64 HASHER = Hashing.komihash5_0();
    private static final int UUID_LENGTH = 36;

    private Identity() {}

    /**
     * The id's bytes: a lower-case UUID as a zero byte and its 16 bytes, anything else as UTF-8. No two ids share their
     * bytes, because an id that is text never starts with a zero byte.
     */
    static byte[] bytesOf(String id) {
        byte[] uuid = id.length() == UUID_LENGTH ? uuidBytes(id) : NOT_A_UUID;
        return uuid == NOT_A_UUID ? id.getBytes(StandardCharsets.UTF_8) : uuid;
    }

    static long hash(byte[] bytes, int length) {
        return HASHER.hashBytesToLong(bytes, 0, length);
    }

    /** The hash of a text's bytes, by which it is given a shard. */
    static long hash(String text) {
        byte[] bytes = bytesOf(text);
        return hash(bytes, bytes.length);
    }

    private static final byte[] NOT_A_UUID = new byte[0];

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
        return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
    }
}
