package dev.turnstile.events.results;

import dev.turnstile.events.Money;
import dev.turnstile.events.json.JsonWriter;
import java.time.Instant;

/**
 * What a user has spent so far: the value on {@code user_aggregations}. An upsert by user: the highest count is true.
 *
 * @param totalSpent the sum of the final amounts, after discount
 * @param lastUpdated event time of the user's newest payment among them, so that the same payments make the same record
 */
public record UserTotals(String userId, Money totalSpent, long transactionCount, Instant lastUpdated) {

    public byte[] toJson() {
        return JsonWriter.write(json -> json.text("user_id", userId)
                .money("total_spent", totalSpent)
                .number("transaction_count", transactionCount)
                .time("last_updated", lastUpdated));
    }
}
