package dev.turnstile.sources.load;

import dev.turnstile.events.Money;
import dev.turnstile.events.bookings.Booking;
import dev.turnstile.events.json.JsonWriter;
import dev.turnstile.events.orders.Order;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Counts, in the plainest way, what the services have acknowledged: what analytics-results must say in the end. Takes
 * the memory that one entry per user and minute needs.
 */
final class Acknowledged {

    private final Map<String, Bookings> shows = new TreeMap<>();
    private final Map<String, Bookings> bookingMinutes = new TreeMap<>();
    private final Map<Instant, Orders> orderMinutes = new TreeMap<>();
    private long tickets;
    private long bookings;
    private long orders;
    private Money revenue = Money.ZERO;

    synchronized void add(Booking booking) {
        Instant minute = booking.timestamp().truncatedTo(ChronoUnit.MINUTES);
        String show = booking.eventId();
        shows.computeIfAbsent(show, key -> new Bookings(show, null)).add(booking);
        bookingMinutes
                .computeIfAbsent(show + "|" + minute, key -> new Bookings(show, minute))
                .add(booking);
        bookings++;
        tickets += booking.ticketCount();
    }

    synchronized void add(Order order) {
        Instant minute = order.createdAt().truncatedTo(ChronoUnit.MINUTES);
        orderMinutes.computeIfAbsent(minute, Orders::new).add(order);
        orders++;
        revenue = revenue.plus(order.totalAmount());
    }

    synchronized long events() {
        return bookings + orders;
    }

    /** Totals, then the same by show and by minute of event time, under the names that results have. */
    synchronized void writeTo(JsonWriter json) throws IOException {
        json.number("total_bookings", bookings)
                .number("total_tickets", tickets)
                .number("total_orders", orders)
                .money("total_revenue", revenue);
        json.objects("shows", shows.values(), (line, show) -> show.writeTo(line));
        json.objects("booking_minutes", bookingMinutes.values(), (line, minute) -> minute.writeTo(line));
        json.objects("order_minutes", orderMinutes.values(), (line, minute) -> minute.writeTo(line));
    }

    /** The bookings of a show: of one minute, or of all. */
    private static final class Bookings {

        private final String show;
        private final @Nullable Instant minute;
        private final Set<String> users = new HashSet<>();
        private long tickets;
        private long count;

        Bookings(String show, @Nullable Instant minute) {
            this.show = show;
            this.minute = minute;
        }

        void add(Booking booking) {
            users.add(booking.userId());
            tickets += booking.ticketCount();
            count++;
        }

        void writeTo(JsonWriter json) throws IOException {
            json.text("event_id", show)
                    .time("window_start", minute)
                    .number("total_tickets", tickets)
                    .number("total_bookings", count)
                    .number("unique_users", users.size());
        }
    }

    /** The orders of a minute. */
    private static final class Orders {

        private final Instant minute;
        private final Set<String> users = new HashSet<>();
        private Money revenue = Money.ZERO;
        private long count;

        Orders(Instant minute) {
            this.minute = minute;
        }

        void add(Order order) {
            users.add(order.userId());
            revenue = revenue.plus(order.totalAmount());
            count++;
        }

        void writeTo(JsonWriter json) throws IOException {
            json.time("window_start", minute)
                    .number("unique_users", users.size())
                    .number("total_orders", count)
                    .money("total_revenue", revenue);
        }
    }
}
