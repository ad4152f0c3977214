package dev.turnstile.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnstile.events.Decimals.Outcome;
import dev.turnstile.events.Decimals.Scaled;
import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecimalsTest {

    private static final String WRITTEN = "0123456789012345678900..-e";

    @ParameterizedTest
    @CsvSource({
        "750, 2, 75000",
        "750.000, 2, 75000",
        "-0.05, 2, -5",
        "007.5, 2, 750",
        "999999999, 9, 999999999000000000",
        "9999999999, 9, TOO_LARGE",
        "9223372036854775807, 0, 9223372036854775807",
        "9223372036854775808, 0, TOO_LARGE",
        "7.5E2, 2, 75000",
        "0.001, 2, TOO_FINE",
        "5., 2, 500",
        "., 2, MALFORMED",
        "-, 2, MALFORMED",
        "'', 2, MALFORMED",
        "1.2.3, 2, MALFORMED",
        "--1, 2, MALFORMED"
    })
    void a_number_is_told_in_units_of_its_last_place(String text, int scale, String expected) {
        Scaled scaled = Decimals.scaled(text, scale, false);

        assertThat(
                        scaled.isFit()
                                ? Long.toString(scaled.value())
                                : scaled.outcome().name())
                .isEqualTo(expected);
    }

    /** Whichever way a text is read, it is the number that BigDecimal takes it for. */
    @Test
    void it_is_what_big_decimal_says_whatever_is_written() {
        Random random = new Random(7);
        int fit = 0;
        for (int i = 0; i < 200_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(12); length >= 0; length--) {
                text.append(WRITTEN.charAt(random.nextInt(WRITTEN.length())));
            }
            int scale = random.nextInt(10);
            Scaled scaled = Decimals.scaled(text.toString(), scale, false);
            if (scaled.isFit()) {
                fit++;
                assertThat(BigDecimal.valueOf(scaled.value(), scale))
                        .as("%s with %s places", text, scale)
                        .isEqualByComparingTo(new BigDecimal(text.toString()));
            } else if (scaled.outcome() == Outcome.MALFORMED) {
                assertThat(isNumber(text.toString())).as("%s", text).isFalse();
            }
        }
        assertThat(fit).isGreaterThan(10_000);
    }

    private static boolean isNumber(String text) {
        try {
            return new BigDecimal(text).signum() < 2;
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
