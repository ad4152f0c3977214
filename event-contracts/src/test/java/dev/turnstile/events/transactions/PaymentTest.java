package dev.turnstile.events.transactions;

import static dev.turnstile.events.fixtures.Fixtures.bytes;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnstile.events.Money;
import dev.turnstile.events.Reading.Accepted;
import dev.turnstile.events.Reading.Problem;
import dev.turnstile.events.Reading.Rejected;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PaymentTest {

    private static final String TOPIC = "transactions";
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

    @Test
    void the_record_of_the_older_producers_is_read_as_it_stands_without_a_zone() {
        assertThat(Payment.read(bytes(TOPIC, "accepted-complete.json"), NOW))
                .isEqualTo(new Accepted<>(new Payment(
                        "txn_1234567890_1234",
                        "user_123",
                        "laptop",
                        "electronics",
                        Money.ofCents(999_99),
                        1,
                        "credit_card",
                        Instant.parse("2024-01-15T10:30:00Z"),
                        "city_5")));
    }

    @Test
    void who_what_how_much_and_when_is_all_that_is_required() {
        assertThat(Payment.read(bytes(TOPIC, "accepted-only-what-is-required.json"), NOW))
                .isEqualTo(new Accepted<>(new Payment(
                        "t-1",
                        "u-7",
                        null,
                        "books",
                        Money.ofCents(1),
                        1,
                        null,
                        Instant.parse("2025-11-24T10:50:09.123Z"),
                        null)));
    }

    @Test
    void every_fault_is_named_at_once() {
        byte[] json = "{\"user_id\":\"\",\"amount\":-1,\"quantity\":0,\"timestamp\":0}".getBytes(UTF_8);

        assertThat(((Rejected<Payment>) Payment.read(json, NOW)).problems())
                .extracting(Problem::field)
                .containsExactly("/user_id", "/amount", "/quantity", "/timestamp", "/transaction_id", "/category");
    }

    @Test
    void a_payment_is_the_same_before_it_is_written_and_once_it_is_read() {
        Instant paid = Instant.parse("2025-11-24T10:50:09.123456789Z");
        var payment = new Payment("t", "u", "p", "books", Money.ofCents(10_50), 3, "cash", paid, "city_1");

        assertThat(Payment.read(payment.toJson(), NOW)).isEqualTo(new Accepted<>(payment));
    }
}
