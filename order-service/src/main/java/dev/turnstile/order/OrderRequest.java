package dev.turnstile.order;

import dev.turnstile.events.Money;
import dev.turnstile.events.Reading;
import dev.turnstile.events.RejectionReason;
import dev.turnstile.events.json.JsonDocument;
import dev.turnstile.events.json.JsonReader;
import dev.turnstile.events.orders.Order;
import dev.turnstile.events.orders.OrderItem;
import dev.turnstile.publishing.EventRequest;
import dev.turnstile.publishing.kafka.EventRecord;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a client sends to order: who, and what. The server sets the id and the time and adds up the amounts. */
record OrderRequest(String userId, List<OrderItem> items) implements EventRequest {

    OrderRequest {
        items = List.copyOf(items);
    }

    /** Reads a request. Unknown fields are passed over. */
    static Reading<OrderRequest> read(byte[] json) {
        return JsonReader.read(json, in -> {
            String userId = null;
            List<OrderItem> items = null;
            String field;
            while ((field = in.nextField()) != null) {
                switch (field) {
                    case "user_id" -> userId = in.text();
                    case "items" -> items = items(in);
                    case "order_id", "created_at", "total_amount", "items_count", "status", "event_type" ->
                        in.notAllowed("is set by the server");
                    default -> {}
                }
            }
            in.require("user_id", userId);
            in.require("items", items);
            if (userId == null || items == null) {
                return new Reading.Rejected<>(in.problems());
            }
            var order = new OrderRequest(userId, items);
            // Readers of the topic would reject it: better now than then.
            return order.total().compareTo(Money.MOST_IN_ONE_EVENT) > 0
                    ? new Reading.Rejected<>(List.of(new Reading.Problem(
                            "/items",
                            RejectionReason.OUT_OF_RANGE,
                            "expected to add up to at most " + Money.MOST_IN_ONE_EVENT)))
                    : new Reading.Accepted<>(order);
        });
    }

    /** Those that are good; null when there is none at all. */
    private static @Nullable List<OrderItem> items(JsonDocument in) throws IOException {
        List<OrderItem> items = new ArrayList<>();
        int count = in.objects(Order.MOST_ITEMS, () -> {
            OrderItem item = item(in);
            if (item != null) {
                items.add(item);
            }
        });
        return count == 0 ? null : items;
    }

    private static @Nullable OrderItem item(JsonDocument in) throws IOException {
        String productId = null;
        Integer quantity = null;
        Money price = null;
        String field;
        while ((field = in.nextField()) != null) {
            switch (field) {
                case "product_id" -> productId = in.text();
                case "quantity" -> quantity = in.count(OrderItem.MOST_QUANTITY);
                case "price" -> price = in.money();
                default -> {}
            }
        }
        in.require("product_id", productId);
        in.require("quantity", quantity);
        in.require("price", price);
        return productId == null || quantity == null || price == null
                ? null
                : new OrderItem(productId, quantity, price);
    }

    @Override
    public EventRecord toEvent(String id, Instant at) {
        return EventRecord.of(id, new Order(id, userId, total(), Order.PENDING, pieces(), at, items).toJson());
    }

    private Money total() {
        return items.stream().map(OrderItem::total).reduce(Money.ZERO, Money::plus);
    }

    private int pieces() {
        return items.stream().mapToInt(OrderItem::quantity).sum();
    }
}
