package dev.turnstile.sources.payments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnstile.events.Reading;
import dev.turnstile.events.transactions.Payment;
import dev.turnstile.sources.payments.SamplePayments.Paid;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SamplePaymentsTest {

    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private static final int MANY = 40_000;

    private static List<Paid> payments(long seed) {
        SamplePayments payments = new SamplePayments(20, new Random(seed));
        return Stream.generate(payments::next).limit(MANY).toList();
    }

    @Test
    void the_same_seed_makes_the_same_payments_and_another_one_others() {
        assertThat(payments(1)).isEqualTo(payments(1)).isNotEqualTo(payments(2));
    }

    @Test
    void they_come_in_order_and_as_often_as_told() {
        List<Paid> payments = payments(1);

        assertThat(payments).isSortedAccordingTo(Comparator.comparing(Paid::at));
        assertThat(payments.get(MANY - 1).at()).isBetween(Duration.ofSeconds(1_900), Duration.ofSeconds(2_100));
    }

    @Test
    void each_is_one_that_the_pipeline_accepts_with_an_id_of_its_own() {
        Set<String> ids = new HashSet<>();
        List<Paid> payments = payments(1);
        for (int number = 0; number < MANY; number++) {
            Payment payment = payments.get(number).as(number, NOW);
            assertThat(Payment.read(payment.toJson(), NOW)).isEqualTo(new Reading.Accepted<>(payment));
            assertThat(ids.add(payment.transactionId())).isTrue();
        }
    }

    @Test
    void some_are_small_some_are_high_and_all_categories_are_there() {
        List<Long> cents =
                payments(1).stream().map(paid -> paid.amount().cents()).toList();

        assertThat(cents.stream().filter(amount -> amount <= 100_00)).hasSizeBetween(MANY / 5, MANY * 3 / 5);
        assertThat(cents.stream().filter(amount -> amount > 500_00)).hasSizeBetween(MANY / 20, MANY * 2 / 5);
        assertThat(payments(1)).extracting(paid -> paid.product().category()).contains("books", "sports", "home");
    }

    @Test
    void now_and_then_a_card_pays_highly_in_three_cities_within_a_minute() {
        Map<String, List<Paid>> laptops = payments(1).stream()
                .filter(paid -> paid.product() == Product.LAPTOP)
                .collect(Collectors.groupingBy(Paid::user));

        assertThat(laptops.values().stream().filter(SamplePaymentsTest::hasThreeCitiesWithinAMinute))
                .hasSizeBetween(2, 20);
    }

    private static boolean hasThreeCitiesWithinAMinute(List<Paid> payments) {
        return payments.stream()
                .anyMatch(first -> payments.stream()
                                .filter(paid -> !paid.at().minus(first.at()).isNegative()
                                        && paid.at().minus(first.at()).compareTo(Duration.ofMinutes(1)) <= 0)
                                .map(Paid::city)
                                .distinct()
                                .count()
                        >= 3);
    }
}
