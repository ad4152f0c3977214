package dev.turnstile.events.orders;

import dev.turnstile.events.Money;
import dev.turnstile.events.Reading;
import dev.turnstile.events.Times;
import dev.turnstile.events.json.JsonReader;
import dev.turnstile.events.json.JsonWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An order that was placed: the value on {@code orders} whose {@code event_type} is {@value #CREATED}.
 *
 * @param orderId absent from older producers; such a record's identity is its topic, partition and offset
 * @param totalAmount above zero, at most {@link Money#MOST_IN_ONE_EVENT}
 * @param itemsCount the sum of the quantities, 1 to {@value #MOST_PIECES}
 * @param createdAt when it was placed, to the millisecond
 * @param items its lines; empty when it was read from a topic, because no number depends on them
 */
public record Order(
        @Nullable String orderId,
        String userId,
        Money totalAmount,
        String status,
        int itemsCount,
        Instant createdAt,
        List<OrderItem> items) {

    public static final String CREATED = "order.created";
    public static final String PENDING = "pending";
    public static final int MOST_ITEMS = 500;
    public static final int MOST_PIECES = MOST_ITEMS * OrderItem.MOST_QUANTITY;

    public Order {
        // So that an event is the same before it is written and once it is read.
        createdAt = createdAt.truncatedTo(ChronoUnit.MILLIS);
        items = List.copyOf(items);
    }

    /**
     * Reads a record of the topic. Another {@code event_type} than {@value #CREATED} is ignored, whatever else is in the
     * record; a missing one counts as created. Unknown fields are passed over, and so are the items.
     */
    public static Reading<Order> read(byte @Nullable [] json, Instant now) {
        Instant latest = now.plus(Times.MOST_IN_FUTURE);
        return JsonReader.readRecord(json, in -> {
            String orderId = null;
            String userId = null;
            Money totalAmount = null;
            String status = null;
            Integer itemsCount = null;
            String eventType = null;
            Instant createdAt = null;
            String field;
            while ((field = in.nextField()) != null) {
                switch (field) {
                    case "order_id" -> orderId = in.text();
                    case "user_id" -> userId = in.text();
                    case "total_amount" -> totalAmount = in.money();
                    case "status" -> status = in.text();
                    case "items_count" -> itemsCount = in.count(MOST_PIECES);
                    case "event_type" -> eventType = in.text();
                    case "created_at" -> createdAt = in.time(latest);
                    default -> {}
                }
            }
            if (eventType != null && !eventType.equals(CREATED)) {
                return new Reading.Ignored<>(eventType);
            }
            in.require("user_id", userId);
            in.require("total_amount", totalAmount);
            in.require("created_at", createdAt);
            if (userId == null || totalAmount == null || createdAt == null) {
                return new Reading.Rejected<>(in.problems());
            }
            return new Reading.Accepted<>(new Order(
                    orderId,
                    userId,
                    totalAmount,
                    status == null ? PENDING : status,
                    itemsCount == null ? 1 : itemsCount,
                    createdAt,
                    List.of()));
        });
    }

    /** The record's value as JSON. */
    public byte[] toJson() {
        return JsonWriter.write(json -> {
            json.text("order_id", orderId)
                    .text("user_id", userId)
                    .money("total_amount", totalAmount)
                    .text("status", status)
                    .number("items_count", itemsCount)
                    .text("event_type", CREATED)
                    .time("created_at", createdAt);
            if (!items.isEmpty()) {
                json.objects(
                        "items",
                        items,
                        (line, item) -> line.text("product_id", item.productId())
                                .number("quantity", item.quantity())
                                .money("price", item.price()));
            }
        });
    }
}
