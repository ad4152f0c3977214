package dev.turnstile.order;

import dev.turnstile.events.Money;
import dev.turnstile.events.Reading;
import dev.turnstile.events.RejectionReason;
import dev.turnstile.events.json.JsonDocument;
import dev.turnstile.events.json.JsonReader;
import dev.turnstile.events.orders.Refund;
import dev.turnstile.publishing.EventRequest;
import dev.turnstile.publishing.kafka.EventRecord;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a client sends to pay an order back. Whether there is such an order, and as much is left of it, the analytics finds.
 *
 * @param amount null for all that is left
 */
record RefundRequest(String orderId, @Nullable Money amount) implements EventRequest {

    /** Reads a request. Unknown fields are passed over. */
    static Reading<RefundRequest> read(String orderId, byte[] json) {
        String fault = JsonDocument.faultOf(orderId, JsonDocument.MOST_CHARACTERS);
        if (fault != null) {
            return Reading.rejected(RejectionReason.INVALID_TEXT, "the id in the path: " + fault);
        }
        return JsonReader.read(json, in -> {
            Money amount = null;
            String field;
            while ((field = in.nextField()) != null) {
                switch (field) {
                    case "amount" -> amount = in.money();
                    case "refund_id", "order_id", "created_at", "event_type" -> in.notAllowed("is set by the server");
                    default -> {}
                }
            }
            return new Reading.Accepted<>(new RefundRequest(orderId, amount));
        });
    }

    @Override
    public EventRecord toEvent(String id, Instant at) {
        return EventRecord.of(orderId, new Refund(id, orderId, amount, at).toJson());
    }
}
