package dev.turnstile.events;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** How prices and volumes are read: exactly, and within bounds, so that no sum of them grows without end. */
public final class Decimals {

    /** The most digits before the point, and the most after it. */
    public static final int MOST_DIGITS = 12;

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
