package dev.turnstile.events.results;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnstile.events.Money;
import dev.turnstile.events.Reading;
import dev.turnstile.events.Topics;
import dev.turnstile.events.fixtures.Fixtures;
import dev.turnstile.events.orders.Order;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ResultsTest {

    @Test
    void a_result_is_an_upsert_by_pipeline_dimension_and_window() {
        assertThat(GoldenResults.orders(Status.FINAL, 0).key()).isEqualTo("orders||2025-11-24T10:50:00Z");
        assertThat(GoldenResults.bookings(Status.FINAL, 0).key()).isEqualTo("bookings|concert-42|2026-11-20T10:30:00Z");
        assertThat(GoldenResults.category(Status.FINAL, 0).key())
                .isEqualTo("transactions|electronics|2025-11-24T10:50:30Z");
        assertThat(GoldenResults.ledgerEntry(0, 0).key()).isEqualTo("orders|2025-11-24T10:50:00Z");
    }

    @Test
    void provisional_final_and_corrected_share_a_key() {
        assertThat(List.of(
                        GoldenResults.bookings(Status.PROVISIONAL, 0).key(),
                        GoldenResults.bookings(Status.FINAL, 0).key(),
                        GoldenResults.bookings(Status.CORRECTED, 1).key()))
                .containsOnly(GoldenResults.bookings(Status.FINAL, 0).key());
    }

    @Test
    void the_ledger_adds_up_or_not() {
        Instant now = Instant.EPOCH;
        assertThat(GoldenResults.ledgerEntry(0, 0).addsUp()).isTrue();
        assertThat(new LedgerEntry("orders", now, 10, 5, 2, 1, 1, 0, now).addsUp())
                .isFalse();
    }

    @Test
    void every_fixture_of_an_output_topic_is_written_by_a_record() {
        for (var topic : List.of(
                Topics.PROCESSED_TRANSACTIONS,
                Topics.HIGH_VALUE_TRANSACTIONS,
                Topics.USER_AGGREGATIONS,
                Topics.CATEGORY_AGGREGATIONS,
                Topics.RESULTS,
                Topics.LIVE,
                Topics.ALERTS,
                Topics.LEDGER)) {
            assertThat(GoldenResults.ALL.stream()
                            .filter(golden -> golden.get()[0].equals(topic.name()))
                            .map(golden -> (String) golden.get()[1]))
                    .containsExactlyInAnyOrderElementsOf(Fixtures.names(topic.name(), "accepted-"));
        }
    }

    /** The six orders, counted minute by minute in the plainest way, are the two results. */
    @Test
    void the_worked_example_adds_up() {
        var minutes = new TreeMap<>(Fixtures.lines("orders", "worked-example.jsonl").stream()
                .map(ResultsTest::order)
                .collect(Collectors.groupingBy(order -> order.createdAt().truncatedTo(ChronoUnit.MINUTES))));
        List<String> expected = Fixtures.lines("analytics-results", "worked-example.jsonl");

        List<String> counted = minutes.entrySet().stream()
                .map(minute -> result(minute.getKey(), minute.getValue()))
                .toList();

        assertThat(counted).hasSameSizeAs(expected);
        IntStream.range(0, expected.size())
                .forEach(i -> assertThat(counted.get(i))
                        .isEqualTo(expected.get(i).replace("}", ",\"processed_at\":\"1970-01-01T00:00:00Z\"}")));
    }

    private static String result(Instant minute, List<Order> orders) {
        long users = orders.stream().map(Order::userId).distinct().count();
        Money revenue = orders.stream().map(Order::totalAmount).reduce(Money.ZERO, Money::plus);
        var settlement = new Settlement(minute, minute.plus(Duration.ofMinutes(1)), Status.FINAL, 0, Instant.EPOCH);
        return new String(new OrdersResult(settlement, users, orders.size(), revenue).toJson(), UTF_8);
    }

    private static Order order(String json) {
        return ((Reading.Accepted<Order>) Order.read(json.getBytes(UTF_8), Instant.parse("2025-11-24T11:00:00Z")))
                .event();
    }
}
