package dev.turnstile.analytics.transactions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnstile.analytics.settings.Environment;
import dev.turnstile.events.Money;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiscountsTest {

    private final Rules rules = RulesFile.in(Environment.EMPTY);

    @ParameterizedTest
    @CsvSource({
        "electronics, 99999, 94999", // 949.9905
        "electronics, 50001, 47501", // 475.0095
        "electronics, 10, 10", // 0.095: a half goes up
        "electronics, 30, 29", // 0.285
        "books, 10001, 9001", // 90.009
        "books, 5, 5", // 0.045
        "clothing, 50000, 46000",
        "clothing, 10025, 9223", // 92.23 exactly
        "furniture, 75050, 75050",
        "Electronics, 100, 100", // a name is what it is
        "electronics, 1000000000, 950000000",
    })
    void the_amount_times_the_multiplier_is_rounded_half_up_to_cents(String category, long cents, long discounted) {
        assertThat(rules.discounts().applied(category, Money.ofCents(cents))).isEqualTo(Money.ofCents(discounted));
    }

    @ParameterizedTest
    @CsvSource({"10000, false, false", "10001, true, false", "50000, true, false", "50001, true, true"})
    void a_threshold_is_to_be_exceeded(long cents, boolean goesOn, boolean isHigh) {
        assertThat(rules.goesOn(Money.ofCents(cents))).isEqualTo(goesOn);
        assertThat(rules.isHigh(Money.ofCents(cents))).isEqualTo(isHigh);
    }
}
