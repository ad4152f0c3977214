package dev.turnstile.events.results;

import dev.turnstile.events.Money;
import dev.turnstile.events.json.JsonWriter;

/**
 * The sales of one category in thirty seconds: the value on {@code category_aggregations}.
 *
 * @param totalAmount the sum of the final amounts, after discount
 */
public record CategoryResult(Settlement settlement, String category, Money totalAmount, long transactionCount) {

    public static final String PIPELINE = "transactions";

    /** By which it is an upsert on {@code analytics-live}; on its own topic it is keyed by its category. */
    public String key() {
        return settlement.key(PIPELINE, category);
    }

    public byte[] toJson() {
        return JsonWriter.write(json -> {
            json.text("pipeline", PIPELINE).text("category", category);
            settlement.writeWindow(json);
            json.money("total_amount", totalAmount).number("transaction_count", transactionCount);
            settlement.writeStatus(json);
        });
    }
}
