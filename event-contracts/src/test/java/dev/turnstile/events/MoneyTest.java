package dev.turnstile.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MoneyTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0.00",
        "5, 0.05",
        "-5, -0.05",
        "70, 0.70",
        "75000, 750.00",
        "18750, 187.50",
        "-100, -1.00",
        "9223372036854775807, 92233720368547758.07",
        "-9223372036854775808, -92233720368547758.08"
    })
    void is_written_with_two_decimals(long cents, String written) {
        assertThat(Money.ofCents(cents)).hasToString(written);
    }

    @ParameterizedTest
    @CsvSource({
        "75000, 4, 187.50", // as in the worked example
        "100, 3, 0.33",
        "200, 3, 0.67",
        "1, 2, 0.01", // half a cent goes up
        "3, 2, 0.02",
        "1, 3, 0.00",
        "-1, 2, -0.01", // half is away from zero, as with RoundingMode.HALF_UP
        "0, 7, 0.00"
    })
    void an_average_is_rounded_half_up(long cents, long count, String average) {
        assertThat(Money.ofCents(cents).dividedBy(count)).hasToString(average);
    }

    @Test
    void division_agrees_with_decimal_arithmetic_over_the_whole_range() {
        var random = new Random(20251124);
        for (int i = 0; i < 20_000; i++) {
            long cents = random.nextLong() >> random.nextInt(64);
            long count = Math.max(1, (random.nextLong() >>> 1) >> random.nextInt(63));
            BigDecimal exact = BigDecimal.valueOf(cents).divide(BigDecimal.valueOf(count), 0, RoundingMode.HALF_UP);
            assertThat(Money.ofCents(cents).dividedBy(count).cents())
                    .as("%d / %d", cents, count)
                    .isEqualTo(exact.longValueExact());
        }
    }

    @Test
    void writing_agrees_with_decimal_arithmetic_over_the_whole_range() {
        var random = new Random(20251124);
        for (int i = 0; i < 20_000; i++) {
            long cents = random.nextLong() >> random.nextInt(64);
            assertThat(Money.ofCents(cents))
                    .hasToString(BigDecimal.valueOf(cents, 2).toPlainString());
        }
    }

    @Test
    void a_sum_beyond_the_range_fails_and_does_not_wrap() {
        var most = Money.ofCents(Long.MAX_VALUE);
        assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> most.plus(Money.ofCents(1)));
        assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> most.times(2));
        assertThat(most.plus(Money.ofCents(-1)).plus(Money.ofCents(1))).isEqualTo(most);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE})
    void nothing_is_divided_by_no_orders(long count) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Money.ZERO.dividedBy(count))
                .withMessageContaining(Long.toString(count));
    }

    @Test
    void amounts_are_ordered_by_their_size() {
        assertThat(Money.ofCents(999)).isLessThan(Money.ofCents(1000)).isGreaterThan(Money.ofCents(-1000));
    }
}
