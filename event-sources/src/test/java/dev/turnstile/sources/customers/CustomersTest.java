package dev.turnstile.sources.customers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnstile.events.Money;
import dev.turnstile.events.Reading;
import dev.turnstile.events.bookings.Booking;
import dev.turnstile.events.orders.Order;
import dev.turnstile.events.orders.OrderItem;
import dev.turnstile.sources.customers.Activity.BookTickets;
import dev.turnstile.sources.customers.Activity.PlaceOrder;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CustomersTest {

    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

    private final Customers customers = new Customers(new Random(1));

    @Test
    void everything_they_do_is_fit_to_be_counted() {
        for (int i = 0; i < 5_000; i++) {
            Booking booking = customers.bookTickets().booked("b-" + i, NOW);
            Order order = customers.placeOrder().placed("o-" + i, NOW);

            assertThat(Booking.read(booking.toJson(), NOW)).isEqualTo(new Reading.Accepted<>(booking));
            assertThat(Order.read(order.toJson(), NOW)).isInstanceOf(Reading.Accepted.class);
        }
    }

    @Test
    void some_shows_are_far_more_popular_than_others() {
        Map<String, Long> bookings = Stream.generate(customers::bookTickets)
                .limit(20_000)
                .collect(Collectors.groupingBy(BookTickets::eventId, Collectors.counting()));
        List<Long> counts = bookings.values().stream().sorted().toList();

        assertThat(counts).hasSize(Customers.SHOWS);
        long most = counts.get(counts.size() - 1);
        assertThat(most).isBetween(4_000L, 8_000L);
        assertThat(counts.get(0)).isLessThan(most / 20);
    }

    @Test
    void people_come_again_but_are_many() {
        long users = Stream.generate(customers::placeOrder)
                .limit(5_000)
                .map(PlaceOrder::userId)
                .distinct()
                .count();

        assertThat(users).isBetween(2_000L, 4_000L);
    }

    @Test
    void a_product_always_costs_the_same() {
        var prices = new HashMap<String, Money>();
        Stream.generate(customers::placeOrder)
                .limit(5_000)
                .flatMap(order -> order.items().stream())
                .forEach(item -> assertThat(prices.computeIfAbsent(item.productId(), id -> item.price()))
                        .isEqualTo(item.price()));

        assertThat(prices.values())
                .hasSizeGreaterThan(150)
                .allMatch(price -> price.cents() >= 499 && price.cents() < 25_000);
    }

    @Test
    void a_request_is_what_the_services_ask_for() {
        var booking = new BookTickets("match-2", "u-7", 2);
        var order = new PlaceOrder("u-7", List.of(new OrderItem("product-1", 2, Money.ofCents(500_00))));

        assertThat(new String(booking.toRequest(), UTF_8))
                .isEqualTo("{\"event_id\":\"match-2\",\"user_id\":\"u-7\",\"ticket_count\":2}");
        assertThat(new String(order.toRequest(), UTF_8))
                .isEqualTo(
                        "{\"user_id\":\"u-7\",\"items\":[{\"product_id\":\"product-1\",\"quantity\":2,\"price\":500.00}]}");
    }

    @Test
    void an_order_is_placed_for_the_sum_of_its_lines() {
        var order = new PlaceOrder(
                "u-7",
                List.of(
                        new OrderItem("product-1", 2, Money.ofCents(10)),
                        new OrderItem("product-2", 3, Money.ofCents(1_99))));

        assertThat(order.placed("o", NOW).totalAmount()).hasToString("6.17");
        assertThat(order.placed("o", NOW).itemsCount()).isEqualTo(5);
    }
}
