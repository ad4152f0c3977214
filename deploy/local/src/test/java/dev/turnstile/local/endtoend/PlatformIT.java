package dev.turnstile.local.endtoend;

import static dev.turnstile.local.endtoend.Client.JSON;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnstile.dashboard.browser.Chromium;
import dev.turnstile.dashboard.browser.ResultsPage;
import dev.turnstile.events.SetAsideHeaders;
import dev.turnstile.events.Topics;
import dev.turnstile.kafka.process.TopicClient;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * The promises, on the platform as its users run it: every process its own, nothing replaced. In order, because they
 * share one platform and event time only goes forward.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PlatformIT {

    /** A silent window is final after two minutes at the most: a minute, its end, the silence, a checkpoint. */
    private static final Duration UNTIL_FINAL = Duration.ofMinutes(4);

    private static final String RESULTS = Topics.RESULTS.name();
    private static final String BOOKINGS = Topics.TICKET_BOOKINGS.name();

    private static AlertReceiver receiver;
    private static RunningPlatform platform;
    private static TopicClient topics;
    private final Client client = new Client();

    @BeforeAll
    static void start() throws IOException {
        receiver = AlertReceiver.start();
        platform = RunningPlatform.fresh(
                Path.of("target", "platform-it").toAbsolutePath(),
                "bookings,orders",
                Map.of("ALERT_WEBHOOK_URL", receiver.address(), "ALERT_WEBHOOK_SECRET", AlertReceiver.SECRET));
        topics = new TopicClient(platform.kafka());
    }

    @AfterAll
    static void stop() {
        if (topics != null) {
            topics.close();
        }
        if (platform != null) {
            platform.close();
        }
        if (receiver != null) {
            receiver.close();
        }
    }

    private static String order(String user, String amount, String time) {
        return """
                {"order_id":"%s","user_id":"%s","total_amount":%s,"status":"pending","items_count":1,\
                "event_type":"order.created","created_at":"%s"}""".formatted(UUID.randomUUID(), user, amount, time);
    }

    private static String booking(String show, String user, Instant time) {
        return """
                {"booking_id":"%s","event_id":"%s","user_id":"%s","ticket_count":2,"timestamp":"%s"}""".formatted(UUID.randomUUID(), show, user, time);
    }

    private static JsonNode latest(String topic, String key) throws IOException {
        String value = topics.latest(topic).get(key);
        return value == null ? JSON.nullNode() : JSON.readTree(value);
    }

    private static String key(String show, Instant time) {
        return "bookings|" + show + "|" + time.truncatedTo(ChronoUnit.MINUTES);
    }

    /** What is known of each window: its newest revision, or what is provisional until there is one. */
    private static Map<String, String> known() {
        Map<String, String> known = topics.latest(Topics.LIVE.name());
        known.putAll(topics.latest(RESULTS));
        return known;
    }

    /** What a show's windows add up to. */
    private static long total(String show, String field) throws IOException {
        long total = 0;
        for (Map.Entry<String, String> result : known().entrySet()) {
            if (result.getKey().startsWith("bookings|" + show + "|")) {
                total += JSON.readTree(result.getValue()).get(field).asLong();
            }
        }
        return total;
    }

    @Test
    @Order(1)
    void six_raw_orders_of_last_year_become_two_finals_though_nothing_comes_after_them() throws Exception {
        String day = "2025-11-24T10:";
        // One order a minute before them, but ten in a minute that is out of the ordinary.
        for (int minute = 25; minute < 50; minute++) {
            for (int i = 0; i < (minute == 40 ? 10 : 1); i++) {
                topics.send("orders", 0, order("u1", "1.00", day + minute + ":00Z"));
            }
        }
        String[][] orders = {
            {"u1", "100.00", "50:05"}, {"u2", "200.00", "50:08"}, {"u1", "150.00", "50:12"},
            {"u3", "300.00", "50:45"}, {"u2", "250.00", "51:05"}, {"u1", "180.00", "51:22"}
        };
        for (int i = 0; i < orders.length; i++) {
            topics.send("orders", i % 3, order(orders[i][0], orders[i][1], day + orders[i][2] + "Z"));
        }
        await().atMost(UNTIL_FINAL).untilAsserted(() -> {
            assertThat(topics.latest(RESULTS).get("orders||2025-11-24T10:50:00Z"))
                    .contains("\"unique_users\":3,\"total_orders\":4,\"total_revenue\":750.00,"
                            + "\"avg_order_value\":187.50,\"refunds\":0,\"refunded_amount\":0.00,"
                            + "\"net_revenue\":750.00,\"status\":\"final\",\"revision\":0");
            assertThat(topics.latest(RESULTS).get("orders||2025-11-24T10:51:00Z"))
                    .contains("\"unique_users\":2,\"total_orders\":2,\"total_revenue\":430.00,"
                            + "\"avg_order_value\":215.00,\"refunds\":0,\"refunded_amount\":0.00,"
                            + "\"net_revenue\":430.00,\"status\":\"final\",\"revision\":0");
        });
    }

    @Test
    @Order(2)
    void whoever_is_to_be_told_of_alerts_is_told_what_these_orders_set_off_and_can_trust_who_tells() throws Exception {
        await().atMost(UNTIL_FINAL).until(() -> receiver.taken().size() >= 3);
        List<String> told = new ArrayList<>();
        for (AlertReceiver.Taken alert : receiver.taken()) {
            JsonNode json = JSON.readTree(alert.body());
            told.add("%s %s %s of %s"
                    .formatted(
                            json.get("kind").asText(),
                            json.get("state").asText(),
                            json.get("value").asLong(),
                            json.get("pipeline").asText()));
            assertThat(alert.isSigned()).as(alert.body()).isTrue();
            assertThat(topics.values(Topics.ALERTS.name())).contains(alert.body());
        }
        assertThat(told)
                .containsExactly(
                        "SPIKE firing 10 of orders", "SPIKE resolved 1 of orders", "SILENCE firing 0 of orders");
    }

    @Test
    @Order(3)
    void an_acknowledged_booking_is_on_the_stream_at_once() throws Exception {
        BlockingQueue<String> lines = client.follow(platform.dashboard("/api/stream?pipelines=bookings"));
        Client.Answer answer = client.post(
                platform.bookings("/bookings"),
                "{\"event_id\":\"live-show\",\"user_id\":\"u1\",\"ticket_count\":3}",
                UUID.randomUUID().toString());
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.body().get("booking_id").asText()).isNotEmpty();
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            String line = lines.poll(1, TimeUnit.SECONDS);
            return line != null
                    && line.contains("\"event_id\":\"live-show\"")
                    && line.contains("\"total_tickets\":3")
                    && line.contains("\"status\":\"provisional\"");
        });
    }

    @Test
    @Order(4)
    void a_booking_sent_five_times_under_one_key_is_one_booking_across_a_restart_of_the_service() throws Exception {
        String key = UUID.randomUUID().toString();
        String body = "{\"event_id\":\"once-show\",\"user_id\":\"u1\",\"ticket_count\":2}";
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            if (i == 3) {
                platform.kill("booking-service");
            }
            ids.add(await().atMost(RunningPlatform.START)
                    .ignoreExceptionsInstanceOf(IOException.class)
                    .until(() -> client.post(platform.bookings("/bookings"), body, key), it -> it.status() == 201)
                    .body()
                    .get("booking_id")
                    .asText());
        }
        assertThat(ids).containsOnly(ids.get(0));
        // After the restart the service derived the same id again, and the job knew it.
        await().atMost(UNTIL_FINAL).until(() -> duplicates() == 1);
        assertThat(total("once-show", "total_bookings")).isEqualTo(1);
        assertThat(total("once-show", "total_tickets")).isEqualTo(2);
    }

    private static long duplicates() throws IOException {
        long duplicates = 0;
        for (String entry : topics.latest(Topics.LEDGER.name()).values()) {
            duplicates += JSON.readTree(entry).get("duplicate").asLong();
        }
        return duplicates;
    }

    @Test
    @Order(5)
    void a_cancelled_booking_is_taken_back_once_from_what_is_net() throws Exception {
        String booking = client.post(
                        platform.bookings("/bookings"),
                        "{\"event_id\":\"undone-show\",\"user_id\":\"u1\",\"ticket_count\":3}",
                        UUID.randomUUID().toString())
                .body()
                .get("booking_id")
                .asText();
        for (int i = 0; i < 2; i++) {
            Client.Answer cancelled = client.delete(platform.bookings("/bookings/" + booking));
            assertThat(cancelled.status()).isEqualTo(200);
            assertThat(cancelled.body().get("event_type").asText()).isEqualTo("booking.cancelled");
        }
        await().atMost(UNTIL_FINAL).untilAsserted(() -> {
            assertThat(total("undone-show", "total_tickets")).isEqualTo(3);
            assertThat(total("undone-show", "cancelled_tickets")).isEqualTo(3);
            assertThat(total("undone-show", "net_tickets")).isZero();
            assertThat(total("undone-show", "cancelled_bookings")).isEqualTo(1);
        });
    }

    @Test
    @Order(5)
    void older_producers_bookings_are_counted() throws Exception {
        double seconds = Instant.now().toEpochMilli() / 1000.0 - 1;
        for (int i = 0; i < 3; i++) {
            topics.send(
                    BOOKINGS,
                    i,
                    "{\"event_id\":\"older-show\",\"user_id\":\"u%d\",\"timestamp\":%.3f}".formatted(i, seconds));
        }
        await().atMost(UNTIL_FINAL)
                .untilAsserted(
                        () -> assertThat(total("older-show", "total_tickets")).isEqualTo(3));
    }

    @Test
    @Order(6)
    void what_is_late_corrects_what_is_too_late_or_garbage_is_set_aside_and_all_is_accounted_for() throws Exception {
        Instant now = Instant.now();
        Instant fiveMinutesAgo = now.minus(Duration.ofMinutes(5));
        topics.send(BOOKINGS, 0, booking("late-show", "u1", now));
        topics.send(BOOKINGS, 0, booking("late-show", "u2", now.minusSeconds(20)));
        topics.send(BOOKINGS, 0, booking("late-show", "u3", fiveMinutesAgo));
        String tooLate = booking("late-show", "u4", now.minus(Duration.ofHours(2)));
        String future = booking("late-show", "u5", Instant.parse("2099-01-01T00:00:00Z"));
        topics.send(BOOKINGS, 0, tooLate);
        topics.send(BOOKINGS, 0, future);
        topics.send(BOOKINGS, 0, "garbage");

        await().atMost(UNTIL_FINAL).untilAsserted(() -> {
            JsonNode corrected = latest(RESULTS, key("late-show", fiveMinutesAgo));
            assertThat(corrected.path("status").asText()).isEqualTo("corrected");
            assertThat(corrected.path("revision").asInt()).isEqualTo(1);
            JsonNode settled = latest(RESULTS, key("late-show", now));
            assertThat(settled.path("status").asText()).isEqualTo("final");
            assertThat(settled.path("revision").asInt()).isZero();
            assertThat(total("late-show", "total_bookings")).isEqualTo(3);
        });
        assertThat(topics.values(Topics.LATE_EVENTS.name())).containsExactly(tooLate);
        assertThat(topics.records(Topics.REJECTED_EVENTS.name()))
                .extracting(record -> new String(record.value(), UTF_8) + " " + reason(record))
                .containsExactlyInAnyOrder(future + " TIME_IN_FUTURE", "garbage MALFORMED_JSON");
        await().atMost(UNTIL_FINAL)
                .untilAsserted(() -> assertThat(
                                client.get(platform.dashboard("/api/ledger")).get("entries"))
                        .isNotEmpty()
                        .allSatisfy(entry ->
                                assertThat(entry.get("adds_up").asBoolean()).isTrue()));
        assertThat(client.get(platform.flink("/jobs/overview")).get("jobs"))
                .hasSize(2)
                .allSatisfy(job -> assertThat(job.get("state").asText()).isEqualTo("RUNNING"));
    }

    private static String reason(ConsumerRecord<byte[], byte[]> record) {
        return new String(record.headers().lastHeader(SetAsideHeaders.REASON).value(), UTF_8);
    }

    @Test
    @Order(7)
    void a_booking_placed_by_hand_on_the_page_is_seen_counted() {
        assumeTrue(Chromium.isInstalled(), Chromium.MISSING);
        try (Chromium browser = Chromium.start()) {
            ResultsPage page = new ResultsPage(browser, platform.dashboard("/")).open("bookings");
            await().atMost(Duration.ofMinutes(1)).until(() -> page.connection().equals("Live"));
            page.place(Map.of("Show", "by-hand", "Tickets", "2"));
            await().atMost(Duration.ofMinutes(1)).until(() -> page.progress().contains("Counted"));
            browser.screenshot("platform-bookings");
            browser.systemTheme("dark");
            await().atMost(Duration.ofMinutes(1))
                    .untilAsserted(
                            () -> assertThat(page.accessibilityFindings()).isEmpty());
            browser.screenshot("platform-bookings-dark");
        }
    }

    @Test
    @Order(8)
    void what_was_acknowledged_to_16_clients_is_counted_exactly_though_flink_is_killed_meanwhile() throws Exception {
        Process load = new ProcessBuilder(
                        RunningPlatform.java(),
                        "-jar",
                        RunningPlatform.PROJECT
                                .resolve("event-sources/target/event-sources.jar")
                                .toString(),
                        "load",
                        "--bookings=10000",
                        "--orders=10000",
                        "--clients=16",
                        "--bookings-url=" + platform.bookings(""),
                        "--orders-url=" + platform.orders(""))
                .redirectOutput(Path.of("target", "platform-it", "load.json").toFile())
                .redirectError(Path.of("target", "platform-it", "load.log").toFile())
                .start();
        await().atMost(UNTIL_FINAL)
                .until(() -> topics.latest(Topics.LIVE.name()).keySet().stream()
                        .anyMatch(key -> key.startsWith("orders||20") && !key.startsWith("orders||2025")));
        platform.kill("flink-taskmanager");
        await().atMost(RunningPlatform.START)
                .until(() -> platform.said().contains("flink-taskmanager is started again"));
        platform.kill("flink-jobmanager");
        assertThat(load.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(load.exitValue()).isZero();
        JsonNode acknowledged =
                JSON.readTree(Path.of("target", "platform-it", "load.json").toFile());
        assertThat(acknowledged.get("total_bookings").asLong()).isEqualTo(10_000);

        await().atMost(UNTIL_FINAL.multipliedBy(2)).untilAsserted(() -> {
            for (JsonNode minute : acknowledged.get("order_minutes")) {
                JsonNode result =
                        latest(RESULTS, "orders||" + minute.get("window_start").asText());
                assertThat(result.path("total_orders").asLong())
                        .isEqualTo(minute.get("total_orders").asLong());
                assertThat(result.path("unique_users").asLong())
                        .isEqualTo(minute.get("unique_users").asLong());
                assertThat(new BigDecimal(result.path("total_revenue").asText("0")))
                        .isEqualByComparingTo(
                                new BigDecimal(minute.get("total_revenue").asText()));
            }
            for (JsonNode minute : acknowledged.get("booking_minutes")) {
                JsonNode result = latest(
                        RESULTS,
                        "bookings|" + minute.get("event_id").asText() + "|"
                                + minute.get("window_start").asText());
                assertThat(result.path("total_tickets").asLong())
                        .isEqualTo(minute.get("total_tickets").asLong());
                assertThat(result.path("total_bookings").asLong())
                        .isEqualTo(minute.get("total_bookings").asLong());
                assertThat(result.path("unique_users").asLong())
                        .isEqualTo(minute.get("unique_users").asLong());
            }
        });
    }

    @Test
    @Order(9)
    void after_a_stop_in_the_middle_of_a_minute_the_open_window_becomes_final_and_no_old_one_is_touched()
            throws Exception {
        Instant now = Instant.now();
        topics.send("orders", 0, order("u1", "42.00", now.toString()));
        String window = "orders||" + now.truncatedTo(ChronoUnit.MINUTES);
        await().atMost(UNTIL_FINAL)
                .until(() ->
                        latest(Topics.LIVE.name(), window).path("total_orders").asLong() > 0
                                || latest(RESULTS, window).path("total_orders").asLong() > 0);
        Map<String, String> before = topics.latest(RESULTS);
        long counted = latest(Topics.LIVE.name(), window).path("total_orders").asLong();

        assertThat(platform.stop()).as("exit code of a stop by SIGTERM").isZero();
        assertThat(platform.processes()).as("processes left").isEmpty();
        // As after a full disk: what is the newest checkpoint of the orders cannot be read.
        String broken = platform.breakNewestCheckpoint("orders");
        platform.startAgain();
        assertThat(platform.said())
                .contains("its checkpoint " + broken + " cannot be restored and is set aside")
                .contains("pipeline orders is started from its checkpoint ")
                .contains("pipeline bookings is started from its checkpoint ");
        String old = order("u9", "7.00", now.minus(Duration.ofHours(2)).toString());
        topics.send("orders", 1, old);

        await().atMost(UNTIL_FINAL).untilAsserted(() -> {
            JsonNode result = latest(RESULTS, window);
            assertThat(result.path("status").asText()).isIn("final", "corrected");
            assertThat(result.path("total_orders").asLong()).isEqualTo(counted);
            assertThat(topics.values(Topics.LATE_EVENTS.name())).contains(old);
        });
        before.remove(window);
        assertThat(topics.latest(RESULTS)).containsAllEntriesOf(before);
    }
}
