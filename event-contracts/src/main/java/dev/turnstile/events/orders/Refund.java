package dev.turnstile.events.orders;

import dev.turnstile.events.Money;
import dev.turnstile.events.json.JsonWriter;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An order is paid back, or a part of it: a value on {@code orders} too, whose {@code event_type} is {@value #TYPE}.
 *
 * @param amount above zero; null for all that is left
 * @param createdAt when it was refunded, to the millisecond
 */
public record Refund(
        String refundId, String orderId, @Nullable Money amount, Instant createdAt) {

    public static final String TYPE = "order.refunded";

    /** The record's value as JSON. */
    public byte[] toJson() {
        return JsonWriter.write(json -> {
            json.text("refund_id", refundId).text("order_id", orderId);
            if (amount != null) {
                json.money("refund_amount", amount);
            }
            json.text("event_type", TYPE).time("created_at", createdAt);
        });
    }
}
