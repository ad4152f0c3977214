package dev.turnstile.events.orders;

import static dev.turnstile.events.fixtures.Fixtures.bytes;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnstile.events.Money;
import dev.turnstile.events.Reading;
import dev.turnstile.events.Reading.Accepted;
import dev.turnstile.events.Reading.Ignored;
import dev.turnstile.events.Reading.Problem;
import dev.turnstile.events.Reading.Rejected;
import dev.turnstile.events.RejectionReason;
import dev.turnstile.events.json.JsonDocument;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class OrderTest {

    private static final String TOPIC = "orders";
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private static final Instant CREATED_AT = Instant.parse("2025-11-24T10:50:09Z");

    @Test
    void a_complete_order_is_read_but_for_its_items() {
        assertThat(Order.read(bytes(TOPIC, "accepted-complete.json"), NOW))
                .isEqualTo(new Accepted<>(new Order(
                        "0198f7a2-6c1e-7d3a-9b1f-3a5c7e9b1d30",
                        "u-7",
                        Money.ofCents(1000_00),
                        "pending",
                        2,
                        CREATED_AT,
                        List.of())));
    }

    @Test
    void who_how_much_and_when_is_all_that_is_required() {
        assertThat(Order.read(bytes(TOPIC, "accepted-only-what-is-required.json"), NOW))
                .isEqualTo(new Accepted<>(new Order(
                        null, "u-7", Money.ofCents(1000_00), "pending", 1, CREATED_AT.plusMillis(500), List.of())));
    }

    @Test
    void another_type_of_event_is_nobodys_concern_whatever_is_in_it() {
        assertThat(Order.read(bytes(TOPIC, "ignored-cancelled.json"), NOW)).isEqualTo(new Ignored<>("order.cancelled"));
        assertThat(Order.read(bytes(TOPIC, "ignored-with-faults-of-its-own.json"), NOW))
                .isEqualTo(new Ignored<>("order.paid"));
    }

    @Test
    void even_another_type_of_event_is_one_whole_document() {
        assertThat(Order.read("{\"event_type\":\"order.paid\"} {}".getBytes(UTF_8), NOW))
                .isInstanceOf(Rejected.class);
    }

    @Test
    void every_fault_is_named_at_once() {
        byte[] json = "{\"order_id\":\"\",\"total_amount\":-1,\"items_count\":1.5,\"created_at\":0}".getBytes(UTF_8);

        assertThat(((Rejected<Order>) Order.read(json, NOW)).problems())
                .extracting(Problem::field)
                .containsExactly("/order_id", "/total_amount", "/items_count", "/created_at", "/user_id");
    }

    @Test
    void the_total_of_a_line_is_exact() {
        assertThat(new OrderItem("p-1", 3, Money.ofCents(10)).total()).isEqualTo(Money.ofCents(30));
    }

    @Test
    void is_written_as_the_contract_shows() {
        var items = List.of(new OrderItem("p-1", 2, Money.ofCents(500_00)));
        var order = new Order("o-1", "u-7", Money.ofCents(1000_00), "pending", 2, CREATED_AT, items);

        assertThat(new String(order.toJson(), UTF_8))
                .isEqualTo("{\"order_id\":\"o-1\",\"user_id\":\"u-7\",\"total_amount\":1000.00,\"status\":\"pending\","
                        + "\"items_count\":2,\"event_type\":\"order.created\",\"created_at\":\"2025-11-24T10:50:09Z\","
                        + "\"items\":[{\"product_id\":\"p-1\",\"quantity\":2,\"price\":500.00}]}");
    }

    @Test
    void an_order_is_the_same_before_it_is_written_and_once_it_is_read() {
        var order = new Order("o", "u-7", Money.ofCents(1), "pending", 1, CREATED_AT.plusNanos(123_456_789), List.of());

        assertThat(Order.read(order.toJson(), NOW)).isEqualTo(new Accepted<>(order));
    }

    /** What fits into a body must not be too long for the topic once it has been acknowledged. */
    @Test
    void the_longest_order_that_fits_into_a_body_fits_onto_the_topic() {
        String product = "🎫".repeat(22);
        String line = "{\"product_id\":\"" + product + "\",\"quantity\":1,\"price\":1}";
        int lines = Order.MOST_ITEMS;
        assertThat((line.getBytes(UTF_8).length + 1) * lines)
                .as("as long as a body can be")
                .isBetween(JsonDocument.MOST_BYTES * 9 / 10, JsonDocument.MOST_BYTES);

        var items = Collections.nCopies(lines, new OrderItem(product, 1, Money.ofCents(1_00)));
        String user = "🎫".repeat(JsonDocument.MOST_CHARACTERS);
        byte[] json = new Order("o", user, Money.ofCents(500_00), "pending", lines, CREATED_AT, items).toJson();

        assertThat(json.length).isGreaterThan(JsonDocument.MOST_BYTES);
        assertThat(Order.read(json, NOW)).isInstanceOf(Accepted.class);
    }

    @Test
    void a_record_has_a_bound_too() {
        byte[] json = new byte[JsonDocument.MOST_BYTES_OF_A_RECORD + 1];
        Reading<Order> reading = Order.read(json, NOW);

        assertThat(((Rejected<Order>) reading).first().reason()).isEqualTo(RejectionReason.TOO_LARGE);
    }
}
