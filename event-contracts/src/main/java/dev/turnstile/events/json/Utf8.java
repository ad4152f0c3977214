package dev.turnstile.events.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Tells whether bytes are UTF-8 as RFC 3629 has it: no sequence longer than it need be, no surrogates, nothing cut short.
 * The JSON parser takes some of these for characters, and then two different byte strings would be one name.
 */
public final class Utf8 {

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long NOT_ASCII = 0x8080808080808080L;

    private Utf8() {}

    /** Whether all of them are. */
    public static boolean isValid(byte[] bytes) {
        int at = 0;
        while (at < bytes.length) {
            while (at + Long.BYTES <= bytes.length && ((long) LONG.get(bytes, at) & NOT_ASCII) == 0) {
                at += Long.BYTES;
            }
            if (at < bytes.length) {
                int length = lengthAt(bytes, at);
                if (length == 0) {
                    return false;
                }
                at += length;
            }
        }
        return true;
    }

    /** Of the sequence that begins here; 0 if there is none. */
    private static int lengthAt(byte[] bytes, int at) {
        int first = bytes[at] & 0xFF;
        if (first < 0x80) {
            return 1;
        }
        if (first < 0xC2) {
            return 0;
        }
        if (first < 0xE0) {
            return isContinuation(bytes, at + 1) ? 2 : 0;
        }
        if (first < 0xF0) {
            int second = at + 1 < bytes.length ? bytes[at + 1] & 0xFF : 0;
            boolean isShortest = first != 0xE0 || second >= 0xA0;
            boolean isNoSurrogate = first != 0xED || second < 0xA0;
            return isShortest && isNoSurrogate && areContinuations(bytes, at, 3) ? 3 : 0;
        }
        if (first < 0xF5) {
            int second = at + 1 < bytes.length ? bytes[at + 1] & 0xFF : 0;
            boolean isShortest = first != 0xF0 || second >= 0x90;
            boolean isWithinUnicode = first != 0xF4 || second < 0x90;
            return isShortest && isWithinUnicode && areContinuations(bytes, at, 4) ? 4 : 0;
        }
        return 0;
    }

    private static boolean areContinuations(byte[] bytes, int at, int length) {
        for (int i = 1; i < length; i++) {
            if (!isContinuation(bytes, at + i)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isContinuation(byte[] bytes, int at) {
        return at < bytes.length && (bytes[at] & 0xC0) == 0x80;
    }
}
