package dev.turnstile.events.transactions;

import dev.turnstile.events.Money;
import dev.turnstile.events.json.JsonWriter;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * A payment with its discount: the value on {@code processed_transactions} and on {@code high_value_transactions}. It
 * has every field of a payment that it came with; others are left out.
 *
 * @param discountApplied what the amount was multiplied by
 * @param finalAmount the product, rounded half-up to cents
 * @param processedAt by the job's clock
 */
public record ProcessedPayment(Payment payment, BigDecimal discountApplied, Money finalAmount, Instant processedAt) {

    public byte[] toJson() {
        return JsonWriter.write(json -> {
            payment.write(json);
            json.money("original_amount", payment.amount())
                    .number("discount_applied", discountApplied)
                    .money("final_amount", finalAmount)
                    .time("processing_timestamp", processedAt);
        });
    }
}
