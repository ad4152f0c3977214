package dev.turnstile.analytics.transactions;

import dev.turnstile.events.Money;
import java.io.Serializable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;

/**
 * What the amounts of each category are multiplied by.
 *
 * @param multipliers by category, each more than 0 and at most 1
 */
record Discounts(Map<String, BigDecimal> multipliers) implements Serializable {

    /** For a category without a discount. */
    static final BigDecimal NONE = new BigDecimal("1.00");

    Discounts {
        multipliers = Map.copyOf(multipliers);
    }

    BigDecimal multiplier(String category) {
        return multipliers.getOrDefault(category, NONE);
    }

    /** The amount times its category's multiplier, rounded half-up to cents, once. */
    Money applied(String category, Money amount) {
        return Money.ofCents(BigDecimal.valueOf(amount.cents())
                .multiply(multiplier(category))
                .setScale(0, RoundingMode.HALF_UP)
                .longValueExact());
    }
}
