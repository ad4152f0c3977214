package dev.turnstile.events;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** How decimals are read: exactly, and within bounds, so that no sum of them grows without end. */
public final class Decimals {

    /** The most digits before the point, and the most after it. */
    public static final int MOST_DIGITS = 12;

    /** As written; a number of more is none that anybody means. */
    private static final int MOST_WRITTEN = 40;

    /** So many digits, with as many zeroes behind them, fit into 64 bits. */
    private static final int MOST_PLAIN = 9;

    private static final Scaled MALFORMED = new Scaled(0, Outcome.MALFORMED);
    private static final Scaled TOO_LARGE = new Scaled(0, Outcome.TOO_LARGE);
    private static final Scaled TOO_FINE = new Scaled(0, Outcome.TOO_FINE);

    private Decimals() {}

    /**
     * Reads a plain decimal such as {@code 45000.12}: digits, and perhaps a point and more digits. No sign, no exponent.
     *
     * @return null if it is none, or has more than {@value #MOST_DIGITS} digits on either side of the point
     */
    public static @Nullable BigDecimal parse(String text) {
        int point = text.indexOf('.');
        boolean isWhole = point < 0;
        return isDigits(text, 0, isWhole ? text.length() : point)
                        && (isWhole || isDigits(text, point + 1, text.length()))
                ? new BigDecimal(text)
                : null;
    }

    /** What became of it. */
    public enum Outcome {
        FIT,
        /** No number. */
        MALFORMED,
        /** It does not fit into 64 bits. */
        TOO_LARGE,
        /** It has more places than are meant. */
        TOO_FINE
    }

    /** In units of the last place; only if it is {@link Outcome#FIT}. */
    public record Scaled(long value, Outcome outcome) {
        public boolean isFit() {
            return outcome == Outcome.FIT;
        }
    }

    /**
     * Reads a decimal, with or without a fraction or an exponent; zeroes at its end are nothing that it says.
     *
     * @param isRounded whether more places are rounded, half-up
     */
    public static Scaled scaled(String text, int scale, boolean isRounded) {
        Scaled plain = plain(text, scale);
        if (plain != null) {
            return plain;
        }
        if (text.isEmpty() || text.length() > MOST_WRITTEN || !isWrittenAsNumber(text)) {
            return MALFORMED;
        }
        BigDecimal number;
        try {
            number = new BigDecimal(text);
        } catch (NumberFormatException e) {
            return MALFORMED;
        }
        if (number.signum() == 0) {
            return new Scaled(0, Outcome.FIT);
        }
        // Before any arithmetic: 1e999999999 would be expanded to a billion digits.
        if (number.precision() - (long) number.scale() > MOST_WRITTEN) {
            return TOO_LARGE;
        }
        if (number.scale() > MOST_WRITTEN) {
            return isRounded ? new Scaled(0, Outcome.FIT) : TOO_FINE;
        }
        if (isRounded) {
            number = number.setScale(scale, RoundingMode.HALF_UP);
        } else {
            number = number.stripTrailingZeros();
            if (number.scale() > scale) {
                return TOO_FINE;
            }
        }
        try {
            return new Scaled(number.movePointRight(scale).longValueExact(), Outcome.FIT);
        } catch (ArithmeticException e) {
            return TOO_LARGE;
        }
    }

    /** What most amounts are: a few digits, and no more places than are meant. Null for others, and for what is none. */
    private static @Nullable Scaled plain(String text, int scale) {
        int length = text.length();
        int from = length > 0 && text.charAt(0) == '-' ? 1 : 0;
        if (length - from > MOST_PLAIN || scale > MOST_PLAIN) {
            return null;
        }
        long value = 0;
        int point = length;
        for (int at = from; at < length; at++) {
            char c = text.charAt(at);
            if (c >= '0' && c <= '9') {
                value = 10 * value + (c - '0');
            } else if (c == '.' && point == length) {
                point = at;
            } else {
                return null;
            }
        }
        int places = Math.max(0, length - point - 1);
        boolean hasDigits = point > from && point != length - 1;
        if (!hasDigits || places > scale) {
            return null;
        }
        for (int place = places; place < scale; place++) {
            value *= 10;
        }
        return new Scaled(from == 1 ? -value : value, Outcome.FIT);
    }

    /** {@code BigDecimal} takes other scripts' digits and signs too. */
    private static boolean isWrittenAsNumber(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && "+-.eE".indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }

    /** A value in units of its last place as people write it. */
    public static String toString(long value, int scale) {
        return BigDecimal.valueOf(value, scale).toPlainString();
    }

    private static boolean isDigits(String text, int from, int to) {
        if (to - from < 1 || to - from > MOST_DIGITS) {
            return false;
        }
        for (int i = from; i < to; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }
}
