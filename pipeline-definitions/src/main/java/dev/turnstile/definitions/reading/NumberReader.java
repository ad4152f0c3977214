package dev.turnstile.definitions.reading;

import dev.turnstile.definitions.Field;
import dev.turnstile.events.Decimals;
import dev.turnstile.events.RejectionReason;
import org.jspecify.annotations.Nullable;

/** Reads whole numbers and decimals, which are whole numbers of their last place. */
final class NumberReader extends ValueReader {

    /** So many digits fit into 64 bits. */
    private static final int MOST_PLAIN = 18;

    private final boolean isWhole;
    private final boolean acceptsText;
    private final boolean acceptsFloat;
    private final long min;
    private final long max;

    NumberReader(Field field, int index) {
        super(field, index);
        isWhole = field.type() == Field.Type.INTEGER;
        acceptsText = accepts("text");
        acceptsFloat = accepts("float");
        Long least = field.min();
        Long most = field.max();
        min = least == null ? Long.MIN_VALUE : least;
        max = most == null ? Long.MAX_VALUE : most;
    }

    @Override
    @Nullable
    Fault text(String text, Row row) {
        return acceptsText ? digits(text.strip(), row, true) : Fault.wrongType(expected());
    }

    @Override
    @Nullable
    Fault cell(String text, Row row) {
        return digits(text.strip(), row, true);
    }

    @Override
    @Nullable
    Fault number(String digits, Row row) {
        return digits(digits, row, false);
    }

    @Override
    @Nullable
    Fault plainNumber(byte[] ascii, int from, int to, Row row) {
        int at = ascii[from] == '-' ? from + 1 : from;
        int places = 0;
        long value = 0;
        boolean isBehindPoint = false;
        for (; at < to; at++) {
            if (ascii[at] == '.') {
                isBehindPoint = true;
            } else {
                value = 10 * value + (ascii[at] - '0');
                places += isBehindPoint ? 1 : 0;
            }
        }
        // Others, and all that is wrong, in the general way.
        if (to - from + field.scale() > MOST_PLAIN || places > field.scale() || (isWhole && isBehindPoint)) {
            return super.plainNumber(ascii, from, to, row);
        }
        for (; places < field.scale(); places++) {
            value *= 10;
        }
        value = ascii[from] == '-' ? -value : value;
        if (value < min || value > max) {
            return outOfRange();
        }
        row.setNumber(index, value);
        return null;
    }

    private @Nullable Fault digits(String digits, Row row, boolean isText) {
        if (isWhole && !acceptsFloat && !isPlain(digits)) {
            return Fault.wrongType(expected());
        }
        Decimals.Scaled number = Decimals.scaled(digits, field.scale(), field.isRounded());
        if (!number.isFit()) {
            return switch (number.outcome()) {
                case MALFORMED -> isText ? invalid(expected()) : Fault.wrongType(expected());
                case TOO_FINE -> isWhole ? Fault.wrongType(expected()) : invalid("at most " + places());
                default -> outOfRange();
            };
        }
        if (number.value() < min || number.value() > max) {
            return outOfRange();
        }
        row.setNumber(index, number.value());
        return null;
    }

    private static boolean isPlain(String digits) {
        for (int i = 0; i < digits.length(); i++) {
            char c = digits.charAt(i);
            if (!((c >= '0' && c <= '9') || (c == '-' && i == 0))) {
                return false;
            }
        }
        return !digits.isEmpty();
    }

    private String places() {
        return switch (field.scale()) {
            case 0 -> "whole numbers";
            case 1 -> "one decimal";
            case 2 -> "two decimals";
            default -> field.scale() + " decimals";
        };
    }

    private static Fault invalid(String expected) {
        return new Fault(RejectionReason.INVALID_DECIMAL, "expected " + expected);
    }

    private Fault outOfRange() {
        return new Fault(
                RejectionReason.OUT_OF_RANGE,
                "expected " + Decimals.toString(min, field.scale()) + " to " + Decimals.toString(max, field.scale()));
    }

    @Override
    String expected() {
        return isWhole ? "a whole number" : "a number";
    }
}
