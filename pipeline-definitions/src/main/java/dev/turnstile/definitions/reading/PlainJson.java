package dev.turnstile.definitions.reading;

import dev.turnstile.events.json.JsonDocument;
import dev.turnstile.events.json.Utf8;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads the records that nearly all are, straight from their bytes: JSON objects (RFC 8259) with declared values that are
 * plain texts, numbers, times and truth values. At the first byte that is out of the ordinary, an escape, a fault, a value of
 * another type, it gives up, and the record is read by {@link JsonRecordReader} from the beginning, which knows all of
 * JSON and says what is wrong. So it has no say in what is rejected: it reads what that one would accept, as that one would.
 *
 * <p>One pass, nothing made but the row: a general parser takes three quarters of the time that a record costs.
 */
final class PlainJson {

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long EACH_BYTE = 0x0101010101010101L;
    private static final long HIGHEST_BITS = 0x8080808080808080L;

    private static final int DEEPEST = 30;
    private static final int LONGEST_NAME = 512;
    private static final int LONGEST_TEXT = 4 * 1024;
    /** So many characters of a number always fit into what the general parser takes. */
    private static final int LONGEST_NUMBER = 38;

    /** Where nothing can be told apart any more. */
    private static final int GIVE_UP = -1;

    private final boolean[] wasThere;

    private byte[] json = {};
    private int end;
    private boolean isAscii;

    /** Of the text that was passed last: whether it is nothing but visible ASCII. */
    private boolean isVisible;

    /** @param places how many there are in the definition's {@link Paths} */
    PlainJson(int places) {
        wasThere = new boolean[places];
    }

    /** Fills the row; false if the record must be read in the general way, and then the row is good for nothing. */
    boolean read(byte @Nullable [] value, Paths place, Row into) {
        if (value == null || value.length > JsonDocument.MOST_BYTES_OF_A_RECORD) {
            return false;
        }
        json = value;
        end = value.length;
        isAscii = true;
        Arrays.fill(wasThere, false);
        int at = blanks(0);
        if (at == end || json[at] != '{') {
            return false;
        }
        at = object(at + 1, place, into, 1);
        return at != GIVE_UP && blanks(at) == end && (isAscii || Utf8.isValid(json));
    }

    /** Reads what is behind the brace; gives the place behind the closing one. */
    private int object(int from, Paths place, Row into, int depth) {
        int at = blanks(from);
        if (at < end && json[at] == '}') {
            return at + 1;
        }
        while (at < end && json[at] == '"' && depth <= DEEPEST) {
            int name = at + 1;
            at = text(name, LONGEST_NAME);
            if (at == GIVE_UP) {
                return GIVE_UP;
            }
            Paths within = place.named(json, name, at - 1);
            at = blanks(at);
            if (at == end || json[at] != ':') {
                return GIVE_UP;
            }
            at = blanks(at + 1);
            at = within == null ? skipped(at, into, depth) : value(at, within, into, depth);
            if (at == GIVE_UP) {
                return GIVE_UP;
            }
            at = blanks(at);
            if (at == end) {
                return GIVE_UP;
            }
            if (json[at] == '}') {
                return at + 1;
            }
            if (json[at] != ',') {
                return GIVE_UP;
            }
            at = blanks(at + 1);
        }
        return GIVE_UP;
    }

    private int value(int from, Paths place, Row into, int depth) {
        if (wasThere[place.number()] || from == end) {
            return GIVE_UP;
        }
        wasThere[place.number()] = true;
        byte first = json[from];
        if (first == 'n') {
            return literal(from, 'u', 'l', 'l');
        }
        ValueReader leaf = place.leaf();
        if (leaf == null) {
            return first == '{' ? object(from + 1, place, into, depth + 1) : GIVE_UP;
        }
        int to;
        Fault fault;
        if (first == '"') {
            to = text(from + 1, LONGEST_TEXT);
            fault = to == GIVE_UP ? null : leaf.plainText(json, from + 1, to - 1, isVisible, into);
        } else if (first == 't' || first == 'f') {
            to = first == 't' ? literal(from, 'r', 'u', 'e') : falseLiteral(from);
            fault = to == GIVE_UP ? null : leaf.flag(first == 't', into);
        } else {
            to = number(from);
            fault = to == GIVE_UP ? null : leaf.plainNumber(json, from, to, into);
        }
        return fault == null ? to : GIVE_UP;
    }

    /** Passes over a value that nobody has declared; all of it is looked at, as it must be JSON. */
    private int skipped(int from, Row into, int depth) {
        if (from == end) {
            return GIVE_UP;
        }
        return switch (json[from]) {
            case '"' -> text(from + 1, LONGEST_TEXT);
            case '{' -> object(from + 1, Paths.NOTHING, into, depth + 1);
            case '[' -> skippedArray(from + 1, into, depth + 1);
            case 't' -> literal(from, 'r', 'u', 'e');
            case 'f' -> falseLiteral(from);
            case 'n' -> literal(from, 'u', 'l', 'l');
            default -> number(from);
        };
    }

    private int skippedArray(int from, Row into, int depth) {
        int at = blanks(from);
        if (at < end && json[at] == ']') {
            return at + 1;
        }
        while (at < end && depth <= DEEPEST) {
            at = skipped(at, into, depth);
            if (at == GIVE_UP) {
                return GIVE_UP;
            }
            at = blanks(at);
            if (at == end) {
                return GIVE_UP;
            }
            if (json[at] == ']') {
                return at + 1;
            }
            if (json[at] != ',') {
                return GIVE_UP;
            }
            at = blanks(at + 1);
        }
        return GIVE_UP;
    }

    /** Passes over a text whose first byte is at {@code from}; gives the place behind its closing quote. */
    private int text(int from, int longest) {
        boolean isAllVisible = true;
        int to = Math.min(end, from + longest + 1);
        int at = from;
        while (at + Long.BYTES <= to && isVisibleText((long) LONG.get(json, at))) {
            at += Long.BYTES;
        }
        for (; at < to; at++) {
            byte b = json[at];
            if (b == '"') {
                isVisible = isAllVisible;
                return at + 1;
            }
            if (b <= ' ' || b == '\\' || b == 0x7F) {
                if (b == '\\' || (b >= 0 && b < ' ')) {
                    return GIVE_UP;
                }
                isAllVisible = false;
                isAscii &= b >= 0;
            }
        }
        return GIVE_UP;
    }

    /**
     * Whether eight bytes are visible ASCII, and none of them a quote or a backslash. Each line leaves the highest bit of a byte
     * that is not, and perhaps of those above it (Anderson, "Bit Twiddling Hacks": a byte less than n).
     */
    private static boolean isVisibleText(long bytes) {
        long quote = bytes ^ ('"' * EACH_BYTE);
        long backslash = bytes ^ ('\\' * EACH_BYTE);
        long delete = bytes ^ (0x7F * EACH_BYTE);
        long others = bytes
                | ((bytes - '!' * EACH_BYTE) & ~bytes)
                | ((quote - EACH_BYTE) & ~quote)
                | ((backslash - EACH_BYTE) & ~backslash)
                | ((delete - EACH_BYTE) & ~delete);
        return (others & HIGHEST_BITS) == 0;
    }

    /** Passes over a number, which must be one as JSON has it. */
    private int number(int from) {
        int at = from;
        if (at < end && json[at] == '-') {
            at++;
        }
        int whole = at;
        at = digits(at);
        if (at == whole || (json[whole] == '0' && at > whole + 1)) {
            return GIVE_UP;
        }
        if (at < end && json[at] == '.') {
            int fraction = at + 1;
            at = digits(fraction);
            if (at == fraction) {
                return GIVE_UP;
            }
        }
        boolean isEnded = at < end && (json[at] == ',' || json[at] == '}' || json[at] == ']' || isBlank(json[at]));
        return isEnded && at - from <= LONGEST_NUMBER ? at : GIVE_UP;
    }

    private int digits(int from) {
        int at = from;
        while (at < end && json[at] >= '0' && json[at] <= '9') {
            at++;
        }
        return at;
    }

    private int falseLiteral(int from) {
        return from + 1 < end && json[from + 1] == 'a' ? literal(from + 1, 'l', 's', 'e') : GIVE_UP;
    }

    /** The three bytes that follow one; what may not stand behind them is seen there. */
    private int literal(int from, char second, char third, char fourth) {
        boolean isThere =
                from + 3 < end && json[from + 1] == second && json[from + 2] == third && json[from + 3] == fourth;
        return isThere ? from + 4 : GIVE_UP;
    }

    private int blanks(int from) {
        int at = from;
        while (at < end && isBlank(json[at])) {
            at++;
        }
        return at;
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }
}
