package dev.turnstile.sources.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnstile.events.Money;
import dev.turnstile.events.bookings.Booking;
import dev.turnstile.events.json.JsonWriter;
import dev.turnstile.events.orders.Order;
import dev.turnstile.sources.rest.ServiceClient;
import dev.turnstile.sources.rest.ServiceFake;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class LoadTest {

    private final ServiceFake service = new ServiceFake();

    @AfterEach
    void close() {
        service.close();
    }

    @Test
    void everything_is_acknowledged_once_whatever_comes_in_between() throws Exception {
        int[] troubles = {503, 429, 409, 500, 503};
        for (int trouble : troubles) {
            service.answerNext(trouble);
        }

        String account = account(load(60, 40), 8);

        assertThat(service.taken().stream().filter(Booking.class::isInstance)).hasSize(60);
        assertThat(service.taken().stream().filter(Order.class::isInstance)).hasSize(40);
        assertThat(service.requests()).hasSize(100 + troubles.length);
        assertThat(service.requests().stream().map(ServiceFake.Request::key).distinct())
                .hasSize(100);
        assertThat(account).contains("\"total_bookings\":60", "\"total_orders\":40", "\"retries\":5");
    }

    @Test
    void the_account_is_of_what_the_service_has_taken() throws Exception {
        String account = account(load(200, 200), 4);

        long tickets = service.taken().stream()
                .filter(Booking.class::isInstance)
                .mapToLong(event -> ((Booking) event).ticketCount())
                .sum();
        Money revenue = service.taken().stream()
                .filter(Order.class::isInstance)
                .map(event -> ((Order) event).totalAmount())
                .reduce(Money.ZERO, Money::plus);
        assertThat(account).contains("\"total_tickets\":" + tickets + ",", "\"total_revenue\":" + revenue + ",");
    }

    /** Every other event is stamped with the next minute, and some users come twice within one. */
    @Test
    void shows_and_minutes_are_counted_apart() throws Exception {
        var first = Instant.parse("2026-11-20T10:30:59.999Z");
        var acknowledged = new Acknowledged();
        for (int i = 0; i < 4; i++) {
            acknowledged.add(new Booking("b" + i, "match-2", "u-" + i % 3, 2, first.plusMillis(i % 2)));
            acknowledged.add(new Order(
                    "o" + i, "u-" + i / 3, Money.ofCents(1_05), "pending", 1, first.plusMillis(i % 2), List.of()));
        }

        String written = new String(JsonWriter.write(acknowledged::writeTo), UTF_8);

        assertThat(written)
                .isEqualTo(
                        "{\"total_bookings\":4,\"total_tickets\":8,\"total_orders\":4,\"total_revenue\":4.20,"
                                + "\"shows\":[{\"event_id\":\"match-2\",\"total_tickets\":8,\"total_bookings\":4,\"unique_users\":3}],"
                                + "\"booking_minutes\":["
                                + "{\"event_id\":\"match-2\",\"window_start\":\"2026-11-20T10:30:00Z\",\"total_tickets\":4,\"total_bookings\":2,\"unique_users\":2},"
                                + "{\"event_id\":\"match-2\",\"window_start\":\"2026-11-20T10:31:00Z\",\"total_tickets\":4,\"total_bookings\":2,\"unique_users\":2}],"
                                + "\"order_minutes\":["
                                + "{\"window_start\":\"2026-11-20T10:30:00Z\",\"unique_users\":1,\"total_orders\":2,\"total_revenue\":2.10},"
                                + "{\"window_start\":\"2026-11-20T10:31:00Z\",\"unique_users\":2,\"total_orders\":2,\"total_revenue\":2.10}]}");
    }

    @Test
    void a_refusal_ends_the_load_and_is_told() throws Exception {
        service.answerNext(400);
        Load load = load(1_000, 0);

        account(load, 2);

        assertThat(load.failure()).contains("was answered 400");
        assertThat(service.requests()).hasSizeLessThan(1_000);
    }

    @Test
    void patience_has_an_end() throws Exception {
        for (int i = 0; i < 100; i++) {
            service.answerNext(503);
        }
        Load load = load(1, 0, Duration.ofMillis(300));

        account(load, 1);

        assertThat(load.failure()).contains("no answer to load-test-0");
    }

    @Test
    void the_same_seed_posts_the_same() throws Exception {
        account(load(20, 20), 1);
        var first = service.requests().stream().map(ServiceFake.Request::body).toList();
        service.requests().clear();

        account(load(20, 20), 1);

        assertThat(service.requests()).extracting(ServiceFake.Request::body).isEqualTo(first);
    }

    private Load load(int bookings, int orders) {
        return load(bookings, orders, Duration.ofMinutes(1));
    }

    private Load load(int bookings, int orders, Duration patience) {
        return new Load(bookings, orders, 1, "test", patience, client(), client());
    }

    private ServiceClient client() {
        return new ServiceClient(service.address(), null, news -> {});
    }

    private static String account(Load load, int clients) throws Exception {
        load.run(clients);
        return new String(load.account(clients, Duration.ofSeconds(1)), UTF_8);
    }
}
