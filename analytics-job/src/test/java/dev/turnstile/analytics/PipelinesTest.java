package dev.turnstile.analytics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnstile.analytics.windows.Arrival;
import dev.turnstile.analytics.windows.LedgerAccount;
import dev.turnstile.analytics.windows.OutgoingRecord;
import dev.turnstile.definitions.file.DefinitionFile;
import dev.turnstile.definitions.reading.RecordReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Whole pipelines on a real Flink cluster in this process, at parallelism 2, with records from memory. */
class PipelinesTest {

    private static final int PARALLELISM = 2;

    @RegisterExtension
    static final MiniClusterExtension FLINK = BoundedRun.cluster(PARALLELISM);

    private final List<Arrival> arrivals = new ArrayList<>();

    private void send(String topic, String json) {
        arrivals.add(Arrival.ofRecord(topic, 0, arrivals.size(), 1_000_000, null, json.getBytes(UTF_8)));
    }

    private void order(String id, String user, String amount, String time) {
        send("orders", """
                {"order_id":"%s","user_id":"%s","total_amount":%s,"event_type":"order.created","created_at":"%s"}""".formatted(id, user, amount, "2025-11-24T" + time + "Z"));
    }

    private void booking(String id, String show, String user, int tickets, String time) {
        send("ticket-bookings", """
                {"booking_id":"%s","event_id":"%s","user_id":"%s","ticket_count":%d,"timestamp":"%s"}""".formatted(id, show, user, tickets, "2025-11-24T" + time + "Z"));
    }

    /** What is known by each key in the end, as a reader of upserts knows it. */
    private record Outcome(
            Map<String, String> results,
            List<OutgoingRecord> setAside,
            List<OutgoingRecord> alerts,
            LedgerAccount account) {

        String of(String key) {
            assertThat(results).containsKey(key);
            return results.get(key);
        }
    }

    private Outcome run(String pipeline) throws Exception {
        return run(PipelineCatalog.named(pipeline).orElseThrow());
    }

    private Outcome run(PipelineCatalog.Entry pipeline) throws Exception {
        BoundedRun run = BoundedRun.of(pipeline.builder(), arrivals, PARALLELISM);
        Map<String, String> latest = new TreeMap<>();
        run.results().forEach(result -> latest.put(new String(result.key(), UTF_8), new String(result.value(), UTF_8)));
        return new Outcome(latest, run.setAside(), run.alerts(), run.account());
    }

    @Test
    void the_worked_example_of_orders_has_its_two_results() throws Exception {
        order("1", "u1", "100", "10:50:05");
        order("2", "u2", "200", "10:50:08");
        order("3", "u1", "150", "10:50:12");
        order("4", "u3", "300", "10:50:45");
        order("5", "u2", "250", "10:51:05");
        order("6", "u1", "180", "10:51:22");
        Outcome outcome = run("orders");
        assertThat(outcome.results().keySet())
                .containsExactly(
                        "orders/1d||2025-11-24T00:00:00Z",
                        "orders/1h||2025-11-24T10:00:00Z",
                        "orders||2025-11-24T10:50:00Z",
                        "orders||2025-11-24T10:51:00Z");
        assertThat(outcome.of("orders/1h||2025-11-24T10:00:00Z"))
                .startsWith("{\"pipeline\":\"orders\",\"window\":\"1h\",\"window_start\":")
                .contains("\"unique_users\":3,\"total_orders\":6,\"total_revenue\":1180.00,\"avg_order_value\":196.67");
        assertThat(outcome.of("orders||2025-11-24T10:50:00Z"))
                .contains("\"unique_users\":3,\"total_orders\":4,\"total_revenue\":750.00,\"avg_order_value\":187.50,"
                        + "\"refunds\":0,\"refunded_amount\":0.00,\"net_revenue\":750.00,"
                        + "\"status\":\"final\",\"revision\":0");
        assertThat(outcome.of("orders||2025-11-24T10:51:00Z"))
                .contains("\"unique_users\":2,\"total_orders\":2,\"total_revenue\":430.00,\"avg_order_value\":215.00");
    }

    @Test
    void every_record_is_accounted_for_whatever_becomes_of_it() throws Exception {
        order("1", "u1", "100", "10:50:05");
        order("1", "u1", "100", "10:50:05");
        order("2", "u2", "100", "10:50:25");
        order("3", "u3", "100", "10:50:06");
        send("orders", "garbage");
        send("orders", "{\"event_type\":\"order.cancelled\"}");
        order("4", "u4", "100", "12:50:00");
        order("5", "u5", "100", "10:50:07");
        order("6", "u6", "100", "12:45:00");
        order("7", "u7", "100", "12:50:30");
        send("orders", """
                {"order_id":"8","user_id":"u8","total_amount":1,"created_at":"2099-01-01T00:00:00Z"}""");
        Outcome outcome = run("orders");
        assertThat(outcome.account()).isEqualTo(new LedgerAccount(11, 6, 1, 1, 1, 2));
        assertThat(outcome.of("orders||2025-11-24T10:50:00Z")).contains("\"total_orders\":3");
        assertThat(outcome.of("orders||2025-11-24T12:45:00Z")).contains("\"total_orders\":1");
        assertThat(outcome.setAside())
                .extracting(record -> record.topic() + " " + record.headers().get("reason"))
                .containsExactlyInAnyOrder(
                        "late-events LATE", "rejected-events MALFORMED_JSON", "rejected-events TIME_IN_FUTURE");
        assertThat(outcome.setAside())
                .filteredOn(record -> record.topic().equals("late-events"))
                .singleElement()
                .satisfies(late -> {
                    assertThat(late.value()).isEqualTo(arrivals.get(7).value());
                    assertThat(late.headers()).containsEntry("source-offset", "7");
                });
    }

    @Test
    void bookings_are_counted_by_show_and_minute_whoever_booked() throws Exception {
        int tickets = 0;
        for (int i = 0; i < 1_000; i++) {
            booking("hot-" + i, "stadium", "u" + i % 300, 1 + i % 3, "10:50:%02d".formatted(i % 60));
            tickets += 1 + i % 3;
        }
        booking("small", "club", "u1", 2, "10:50:30");
        send("ticket-bookings", "{\"event_id\":\"club\",\"user_id\":\"u2\",\"timestamp\":1763981435.25}");
        Outcome outcome = run("bookings");
        assertThat(outcome.of("bookings|stadium|2025-11-24T10:50:00Z"))
                .contains("\"total_tickets\":" + tickets + ",\"total_bookings\":1000,\"unique_users\":300");
        assertThat(outcome.of("bookings|club|2025-11-24T10:50:00Z"))
                .contains("\"total_tickets\":3,\"total_bookings\":2,\"unique_users\":2");
    }

    private void refund(String refund, String order, String amount, String time) {
        send("orders", """
                {"refund_id":"%s","order_id":"%s","event_type":"order.refunded"%s,"created_at":"%s"}""".formatted(
                refund, order, amount.isEmpty() ? "" : ",\"refund_amount\":" + amount, "2025-11-24T" + time + "Z"));
    }

    @Test
    void refunds_are_counted_at_their_own_time_and_never_exceed_what_was_ordered() throws Exception {
        order("1", "u1", "100.00", "10:50:05");
        order("2", "u2", "50.00", "10:50:06");
        refund("r1", "1", "30.00", "10:50:40");
        refund("r1", "1", "30.00", "10:50:40");
        refund("r2", "1", "", "10:51:10");
        refund("r3", "1", "0.01", "10:51:11");
        refund("r4", "2", "50.01", "10:51:12");
        refund("r5", "none", "", "10:51:13");
        order("late", "u9", "10.00", "09:00:00");
        Outcome outcome = run("orders");
        assertThat(outcome.of("orders||2025-11-24T10:50:00Z"))
                .contains("\"unique_users\":2,\"total_orders\":2,\"total_revenue\":150.00,\"avg_order_value\":75.00,"
                        + "\"refunds\":1,\"refunded_amount\":30.00,\"net_revenue\":120.00");
        assertThat(outcome.of("orders||2025-11-24T10:51:00Z"))
                .contains("\"unique_users\":0,\"total_orders\":0,\"total_revenue\":0.00,"
                        + "\"refunds\":1,\"refunded_amount\":70.00,\"net_revenue\":-70.00");
        assertThat(outcome.of("orders/1h||2025-11-24T10:00:00Z"))
                .contains("\"refunds\":2,\"refunded_amount\":100.00,\"net_revenue\":50.00");
        assertThat(outcome.setAside())
                .filteredOn(record -> record.topic().equals("rejected-events"))
                .extracting(record -> record.headers().get("reason"))
                .containsExactlyInAnyOrder("EXCEEDS_ORIGINAL", "EXCEEDS_ORIGINAL", "UNKNOWN_ORIGINAL");
        assertThat(outcome.account().rejected()).isEqualTo(3);
        assertThat(outcome.account().duplicate()).isEqualTo(1);
        assertThat(outcome.alerts())
                .extracting(alert -> new String(alert.key(), UTF_8).replaceAll("\\|.*", ""))
                .contains("UNFOUNDED_CANCELLATIONS");
    }

    @Test
    void a_cancelled_booking_is_taken_back_once_from_its_show() throws Exception {
        booking("b1", "stadium", "u1", 4, "10:50:05");
        booking("b2", "club", "u1", 2, "10:50:06");
        send("ticket-bookings", "{\"event_id\":\"club\",\"user_id\":\"u2\",\"timestamp\":\"2025-11-24T10:50:07Z\"}");
        for (int i = 0; i < 2; i++) {
            send("ticket-bookings", """
                    {"booking_id":"b1","event_type":"booking.cancelled","timestamp":"2025-11-24T10:50:%02dZ"}""".formatted(10 + i));
        }
        Outcome outcome = run("bookings");
        assertThat(outcome.of("bookings|stadium|2025-11-24T10:50:00Z"))
                .contains("\"total_tickets\":4,\"total_bookings\":1,\"unique_users\":1,\"cancelled_tickets\":4,"
                        + "\"cancelled_bookings\":1,\"net_tickets\":0");
        assertThat(outcome.of("bookings|club|2025-11-24T10:50:00Z"))
                .as("one that was not cancelled, and one that has no id to be cancelled by")
                .contains("\"total_tickets\":3,\"total_bookings\":2,\"unique_users\":2,\"cancelled_tickets\":0,"
                        + "\"cancelled_bookings\":0,\"net_tickets\":3");
        assertThat(outcome.account()).isEqualTo(new LedgerAccount(5, 4, 1, 0, 0, 0));
    }

    @Test
    void a_spike_a_drop_and_silence_of_orders_are_told_once_each_and_once_more_when_they_are_over() throws Exception {
        for (int minute = 0; minute < 60; minute++) {
            int orders = minute == 20 || minute == 21 ? 60 : minute == 35 ? 2 : minute >= 50 && minute < 55 ? 0 : 20;
            for (int i = 0; i < orders; i++) {
                order(minute + "-" + i, "u" + i, "10", "10:%02d:%02d".formatted(minute, i % 60));
            }
        }
        Outcome outcome = run("orders");
        assertThat(outcome.alerts())
                .extracting(alert -> new String(alert.key(), UTF_8) + " "
                        + new String(alert.value(), UTF_8).replaceAll(".*\"state\":\"([^\"]*).*", "$1"))
                .containsExactly(
                        "SPIKE|orders|all|2025-11-24T10:20:00Z firing",
                        "SPIKE|orders|all|2025-11-24T10:20:00Z resolved",
                        "DROP|orders|all|2025-11-24T10:35:00Z firing",
                        "DROP|orders|all|2025-11-24T10:35:00Z resolved",
                        "SILENCE|orders|all|2025-11-24T10:50:00Z firing",
                        "SILENCE|orders|all|2025-11-24T10:50:00Z resolved");
    }

    private static final String SHOP = """
            pipeline: shop
            source: {topics: [sales]}
            fields:
              id:       {type: string}
              shop:     {type: string}
              till:     {type: integer}
              customer: {type: string, optional: true}
              product:  {type: string}
              quantity: {type: integer, min: -100, max: 100}
              price:    {type: decimal, scale: 2, min: 0}
              at:       {type: time}
            id: id
            time: at
            where: shop != "test"
            by: [shop, till]
            measures:
              lines:     {count: all}
              net:       {sum: [quantity, price]}
              refunds:   {sum: [quantity, price], where: quantity < 0}
              customers: {distinct: customer}
              products:  {distinct: product}
              estimate:  {distinct: customer, approximate: true}
              dearest:   {max: price}
              last:      {max: at}
              average:   {ratio: [net, lines], scale: 2}
            windows:
              - {every: 1m}
              - {every: 1d, zone: Asia/Kolkata}
            results: {topic: shop-minutes, key: [shop, till]}
            alerts:
              - {name: slump, when: net < 0.00, for: 2}
            """;

    private void sale(
            String id, String shop, String customer, String product, int quantity, String price, String time) {
        send("sales", """
                {"id":"%s","shop":"%s","till":7,"customer":%s,"product":"%s","quantity":%d,"price":%s,"at":"%s"}""".formatted(id, shop, customer, product, quantity, price, "2025-11-24T" + time + "Z"));
    }

    @Test
    void a_definition_of_many_measures_and_a_composite_key_is_counted_like_any_other() throws Exception {
        sale("1", "a|b", "\"c1\"", "tea", 6, "2.55", "10:50:05");
        sale("2", "a|b", "\"c1\"", "tray", -2, "10.00", "10:50:06");
        sale("3", "a|b", "null", "tea", 1, "99.99", "10:50:07");
        sale("4", "a|b", "\"c2\"", "cup", 1, "0.01", "10:50:08");
        sale("4", "a|b", "\"c2\"", "cup", 5, "0.01", "10:50:09");
        sale("5", "test", "\"c2\"", "cup", 1, "0.01", "10:50:09");
        sale("6", "a|b", "\"c1\"", "tea", 1, "1.00", "18:30:00");
        Outcome outcome = run(PipelineCatalog.of(DefinitionFile.read("shop.yaml", SHOP)));
        assertThat(outcome.of("shop/1d|a\\|b|7|2025-11-23T18:30:00Z"))
                .startsWith("{\"pipeline\":\"shop\",\"window\":\"1d\",\"shop\":\"a|b\",\"till\":7,")
                .contains("\"window_end\":\"2025-11-24T18:30:00Z\",\"lines\":4,\"net\":95.30,\"refunds\":-20.00,"
                        + "\"customers\":2,\"products\":3,\"estimate\":2,\"dearest\":99.99,"
                        + "\"last\":\"2025-11-24T10:50:08Z\",\"average\":23.83,\"status\":\"final\"");
        assertThat(outcome.of("shop/1d|a\\|b|7|2025-11-24T18:30:00Z")).contains("\"lines\":1");
        assertThat(outcome.of("a|b|7")).as("of its own topic").contains("\"window_start\":\"2025-11-24T18:30:00Z\"");
        assertThat(outcome.account()).isEqualTo(new LedgerAccount(7, 5, 1, 1, 0, 0));
    }

    @Test
    void a_condition_that_holds_for_two_windows_fires_once_and_is_resolved() throws Exception {
        for (int minute = 10; minute < 20; minute++) {
            int quantity = minute == 11 || (minute >= 13 && minute <= 15) ? -1 : 1;
            sale("s" + minute, "a", "null", "tea", quantity, "1.00", "10:" + minute + ":00");
        }
        Outcome outcome = run(PipelineCatalog.of(DefinitionFile.read("shop.yaml", SHOP)));
        assertThat(outcome.alerts())
                .extracting(alert -> new String(alert.key(), UTF_8) + " "
                        + new String(alert.value(), UTF_8).replaceAll(".*\"state\":\"([^\"]*).*", "$1"))
                .containsExactly(
                        "slump|shop|a|7|2025-11-24T10:13:00Z firing", "slump|shop|a|7|2025-11-24T10:13:00Z resolved");
    }

    private static final String VISITS = """
            pipeline: visits
            source: {topics: [visits]}
            fields: {at: {type: time}, page: {type: string}, id: {type: string, optional: true}}
            id: id
            time: at
            by: [page]
            measures: {visits: {count: all}}
            windows: [{every: 1m}]
            """;

    private void visit(Map<String, String> headers, String more) {
        byte[] value = ("{\"at\":\"2025-11-24T10:50:05Z\",\"page\":\"a\"" + more + "}").getBytes(UTF_8);
        Map<String, byte[]> bytes = new HashMap<>();
        headers.forEach((name, text) -> bytes.put(name, text.getBytes(UTF_8)));
        arrivals.add(Arrival.ofRecord("visits", 0, arrivals.size(), 1_000_000, null, value, bytes));
    }

    @Test
    void a_record_without_an_id_is_counted_once_by_the_one_that_its_sender_gave_it() throws Exception {
        visit(Map.of(RecordReader.EVENT_ID, "7"), "");
        visit(Map.of(RecordReader.EVENT_ID, "7"), "");
        visit(Map.of(RecordReader.EVENT_ID, "7"), ",\"id\":\"8\"");
        visit(Map.of(RecordReader.EVENT_ID, "9"), ",\"id\":\"8\"");
        visit(Map.of(), ",\"id\":\"7\"");
        visit(Map.of(), "");
        visit(Map.of(), "");
        visit(Map.of(RecordReader.EVENT_ID, "x".repeat(256)), "");
        visit(Map.of(RecordReader.EVENT_ID, "x".repeat(256)), "");
        Outcome outcome = run(PipelineCatalog.of(DefinitionFile.read("visits.yaml", VISITS)));
        assertThat(outcome.account()).isEqualTo(new LedgerAccount(9, 7, 2, 0, 0, 0));
        assertThat(outcome.of("visits|a|2025-11-24T10:50:00Z")).contains("\"visits\":7");
    }
}
