package dev.turnstile.analytics.market;

import dev.turnstile.events.Decimals;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Puts the ticks of one millisecond in an order that does not depend on their arrival, as a text that is compared
 * character by character. First those without an id, by their price; then those whose id is a number, by that number, in
 * which exchanges count their trades; then any other id, alphabetically.
 */
final class Rank {

    private static final int INTEGER_DIGITS = Decimals.MOST_DIGITS;

    private Rank() {}

    static String of(@Nullable String tickId, BigDecimal price) {
        if (tickId == null) {
            String plain = price.toPlainString();
            int point = plain.indexOf('.');
            int integerDigits = point < 0 ? plain.length() : point;
            return "0" + "0".repeat(Math.max(0, INTEGER_DIGITS - integerDigits)) + plain;
        }
        boolean isNumber = tickId.chars().allMatch(c -> c >= '0' && c <= '9');
        // A longer number is a larger one.
        return isNumber ? "1" + (char) ('0' + tickId.length()) + tickId : "2" + tickId;
    }
}
