package dev.turnstile.dashboard;

import static dev.turnstile.dashboard.ResultTopics.at;
import static dev.turnstile.dashboard.ResultTopics.orders;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.turnstile.events.TopicDefinition;
import dev.turnstile.events.Topics;
import dev.turnstile.events.results.Status;
import dev.turnstile.kafka.process.KafkaBroker;
import java.nio.file.Path;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the one consumer makes of a broker that comes and goes, and of records that are none. */
class FeedIT {

    @TempDir
    private Path directory;

    private KafkaBroker broker;

    @BeforeEach
    void startBroker() throws Exception {
        broker = KafkaBroker.start(directory);
    }

    @AfterEach
    void stopBroker() {
        broker.close();
    }

    @Test
    void a_record_that_cannot_be_read_costs_that_record() throws Exception {
        try (ResultTopics topics = ResultTopics.create(broker)) {
            String good = "{\"pipeline\":\"orders\",\"window_start\":\"2025-11-24T10:50:00Z\","
                    + "\"window_end\":\"2025-11-24T10:51:00Z\",\"status\":\"final\",\"revision\":0}";
            String key = "orders||2025-11-24T10:50:00Z";
            topics.send(Topics.RESULTS, "orders", null);
            topics.send(Topics.RESULTS, key, new byte[] {(byte) 0xFF, 0});
            topics.send(Topics.RESULTS, key, "garbage".getBytes(UTF_8));
            topics.send(Topics.RESULTS, null, good.getBytes(UTF_8));
            topics.send(Topics.RESULTS, "bookings||2025-11-24T10:50:00Z", good.getBytes(UTF_8));
            topics.send(
                    Topics.RESULTS, key, good.replace("final", "provisional").getBytes(UTF_8));
            topics.send(Topics.RESULTS, key, good.replace("10:51", "10:49").getBytes(UTF_8));
            topics.send(
                    Topics.RESULTS,
                    key,
                    good.replace("\"revision\":0", "\"revision\":-1").getBytes(UTF_8));
            topics.send(Topics.RESULTS, key, good.replace("orders", "Or|ders").getBytes(UTF_8));
            topics.send(
                    Topics.RESULTS,
                    key.replace("2025", "2099"),
                    good.replace("2025", "2099").getBytes(UTF_8));
            topics.send(Topics.LEDGER, "orders", "{\"pipeline\":\"orders\"}".getBytes(UTF_8));
            topics.send(Topics.ALERTS, "a", "[]".getBytes(UTF_8));
            topics.send(Topics.LATE_EVENTS, "a", "without headers".getBytes(UTF_8));
            topics.publish(orders("10:52", Status.FINAL, 0, 100));
            topics.flush();
        }
        try (RunningDashboard dashboard = RunningDashboard.start(broker)) {
            assertThat(dashboard.get("/api/results/orders").body())
                    .contains("2025-11-24T10:52:00Z")
                    .doesNotContain("10:50", "2099");
            assertThat(dashboard.management("/actuator/prometheus").body())
                    .contains("dashboard_feed_records_total{outcome=\"skipped\",topic=\"analytics-results\"} 10.0")
                    .contains("dashboard_feed_records_total{outcome=\"skipped\",topic=\"late-events\"} 1.0");
        }
    }

    @Test
    void it_goes_on_after_the_broker_was_away_and_says_when_it_is() throws Exception {
        try (ResultTopics topics = ResultTopics.create(broker);
                RunningDashboard dashboard = RunningDashboard.start(broker);
                EventStream stream = dashboard.stream("/api/stream")) {
            stream.awaitNamed("snapshot");

            broker.kill();
            await("not ready while Kafka is away")
                    .atMost(RunningDashboard.PATIENCE)
                    .until(() -> !dashboard.isReady());
            assertThat(dashboard.management("/actuator/health/liveness").statusCode())
                    .isEqualTo(200);
            assertThat(dashboard.get("/api/results/orders").statusCode()).isEqualTo(200);

            broker.restart();
            topics.publish(orders("10:50", Status.FINAL, 0, 123));
            stream.await("a result from after the restart", it -> it.data().contains("\"total_revenue\":1.23"));
            await("ready again").atMost(RunningDashboard.PATIENCE).until(dashboard::isReady);
        }
    }

    @Test
    void it_waits_for_topics_that_are_not_there_yet_and_is_not_ready_until_then() throws Exception {
        try (RunningDashboard dashboard = RunningDashboard.startOnly(broker);
                EventStream stream = dashboard.stream("/api/stream")) {
            var answer = dashboard.get("/api/results/orders");
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("retry-after")).isPresent();
            assertThat(answer.body()).contains("urn:turnstile:problem:not-ready");
            assertThat(dashboard.isReady()).isFalse();
            assertThat(stream.events()).isEmpty();

            try (ResultTopics topics = ResultTopics.create(broker)) {
                topics.publish(orders("10:50", Status.FINAL, 0, 123));
            }
            stream.await("the result", it -> it.data().contains("\"total_revenue\":1.23"));
            assertThat(stream.events().get(0).name()).isEqualTo("snapshot");
            await().atMost(RunningDashboard.PATIENCE).until(dashboard::isReady);
        }
    }

    @Test
    void what_was_last_written_long_ago_is_there_after_a_start_and_what_is_gone_is_not() throws Exception {
        try (ResultTopics topics = ResultTopics.create(broker)) {
            topics.send(row(Topics.USER_AGGREGATIONS, "rich", user("rich", "9999.00")));
            for (int i = 0; i < 100_500; i++) {
                String name = "u-" + i % 1_000;
                topics.send(row(Topics.USER_AGGREGATIONS, name, user(name, "1.00")));
            }
            topics.send(row(Topics.VIDEO_SOURCE_AGGREGATIONS, "silent", source("silent", 0)));
            topics.send(row(Topics.VIDEO_SOURCE_AGGREGATIONS, "forgotten", source("forgotten", 0)));
            for (int i = 0; i < 2_500; i++) {
                topics.send(row(Topics.VIDEO_SOURCE_AGGREGATIONS, "busy", source("busy", i)));
            }
            topics.send(row(Topics.VIDEO_SOURCE_AGGREGATIONS, "forgotten", null));
        }
        try (RunningDashboard dashboard = RunningDashboard.start(broker)) {
            assertThat(dashboard.get("/api/tables/transactions/users?limit=1").body())
                    .contains("\"rich\"");
            assertThat(dashboard.get("/api/tables/video/sources").body())
                    .contains("\"silent\"", "\"busy\"")
                    .doesNotContain("forgotten");
        }
    }

    /** All in one partition, where only the newest would be read. */
    private static ProducerRecord<byte[], byte[]> row(TopicDefinition topic, String key, @Nullable String json) {
        return new ProducerRecord<>(topic.name(), 0, key.getBytes(UTF_8), json == null ? null : json.getBytes(UTF_8));
    }

    private static String user(String name, String spent) {
        return "{\"user_id\":\"" + name + "\",\"total_spent\":" + spent + "}";
    }

    private static String source(String name, int second) {
        return "{\"source\":\"" + name + "\",\"last_updated\":\"" + at("10:50").plusSeconds(second) + "\"}";
    }

    @Test
    void a_long_topic_is_read_in_bounded_time_and_memory() throws Exception {
        int results = 150_000;
        try (ResultTopics topics = ResultTopics.create(broker)) {
            for (int i = 0; i < results; i++) {
                topics.publish(ResultTopics.bookings(
                        "show-" + i % 500, at("00:00").plusSeconds(60L * (i / 500)), Status.FINAL, 0, i));
            }
            for (int i = 0; i < 6_000; i++) {
                topics.send(new ProducerRecord<>(Topics.LATE_EVENTS.name(), i % 3, null, new byte[0]));
            }
        }
        try (RunningDashboard dashboard = RunningDashboard.start(broker, "RESULTS_KEPT_MEBIBYTES", "8")) {
            assertThat(dashboard.metric("dashboard_store_size_bytes")).isBetween(7e6, 8.5e6);
            assertThat(dashboard.get("/api/results/bookings?limit=10000").body())
                    .contains("\"total_tickets\":149999");
            assertThat(dashboard
                            .get("/api/results/bookings?format=csv")
                            .body()
                            .lines()
                            .count())
                    .as("rows of a file, of which there are more than JSON may ask for")
                    .isEqualTo((long) dashboard.metric("dashboard_store_results") + 1)
                    .isGreaterThan(10_001);
            // A thousand of each partition; they say nothing of where they came from, so they count as skipped.
            assertThat(dashboard.management("/actuator/prometheus").body())
                    .contains("dashboard_feed_records_total{outcome=\"skipped\",topic=\"late-events\"} 3000.0");
        }
    }
}
