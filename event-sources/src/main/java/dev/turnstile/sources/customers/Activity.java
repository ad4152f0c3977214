package dev.turnstile.sources.customers;

import dev.turnstile.events.Money;
import dev.turnstile.events.bookings.Booking;
import dev.turnstile.events.json.JsonWriter;
import dev.turnstile.events.orders.Order;
import dev.turnstile.events.orders.OrderItem;
import java.time.Instant;
import java.util.List;

/** What somebody does, before anybody has given it an id and a time. */
public sealed interface Activity {

    /** The body of the request, as the services take it. */
    byte[] toRequest();

    /** A user books tickets for a show. */
    record BookTickets(String eventId, String userId, int ticketCount) implements Activity {

        @Override
        public byte[] toRequest() {
            return JsonWriter.write(json ->
                    json.text("event_id", eventId).text("user_id", userId).number("ticket_count", ticketCount));
        }

        /** What the service makes of it. */
        public Booking booked(String id, Instant at) {
            return new Booking(id, eventId, userId, ticketCount, at);
        }
    }

    /** A user orders goods. */
    record PlaceOrder(String userId, List<OrderItem> items) implements Activity {

        public PlaceOrder {
            items = List.copyOf(items);
        }

        @Override
        public byte[] toRequest() {
            return JsonWriter.write(json -> json.text("user_id", userId)
                    .objects(
                            "items",
                            items,
                            (line, item) -> line.text("product_id", item.productId())
                                    .number("quantity", item.quantity())
                                    .money("price", item.price())));
        }

        /** What the service makes of it. */
        public Order placed(String id, Instant at) {
            Money total = items.stream().map(OrderItem::total).reduce(Money.ZERO, Money::plus);
            int pieces = items.stream().mapToInt(OrderItem::quantity).sum();
            return new Order(id, userId, total, Order.PENDING, pieces, at, items);
        }
    }
}
