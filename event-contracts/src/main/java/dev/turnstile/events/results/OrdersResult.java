package dev.turnstile.events.results;

import dev.turnstile.events.Money;
import dev.turnstile.events.json.JsonWriter;

/** One minute of all orders. */
public record OrdersResult(Settlement settlement, long uniqueUsers, long totalOrders, Money totalRevenue) {

    public static final String PIPELINE = "orders";

    /** Revenue per order, rounded half-up to cents. */
    public Money avgOrderValue() {
        return totalRevenue.dividedBy(totalOrders);
    }

    public String key() {
        return settlement.key(PIPELINE, "");
    }

    public byte[] toJson() {
        return JsonWriter.write(json -> {
            json.text("pipeline", PIPELINE);
            settlement.writeWindow(json);
            json.number("unique_users", uniqueUsers)
                    .number("total_orders", totalOrders)
                    .money("total_revenue", totalRevenue)
                    .money("avg_order_value", avgOrderValue());
            settlement.writeStatus(json);
        });
    }
}
