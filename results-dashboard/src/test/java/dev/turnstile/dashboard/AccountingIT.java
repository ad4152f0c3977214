package dev.turnstile.dashboard;

import static dev.turnstile.dashboard.ResultTopics.at;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.turnstile.events.SetAsideHeaders;
import dev.turnstile.events.TopicDefinition;
import dev.turnstile.events.Topics;
import dev.turnstile.events.results.Alert;
import dev.turnstile.events.results.LedgerEntry;
import dev.turnstile.kafka.process.KafkaBroker;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The ledger, what was set aside, alerts, and how the pipelines are. */
class AccountingIT {

    private static KafkaBroker broker;
    private static RunningDashboard dashboard;

    @BeforeAll
    static void start(@TempDir Path directory) throws Exception {
        broker = KafkaBroker.start(directory);
        try (ResultTopics topics = ResultTopics.create(broker)) {
            publish(topics, ledger("10:50", 5, 3));
            publish(topics, ledger("10:50", 10, 8));
            publish(topics, ledger("10:51", 4, 1));
            publish(topics, alert("a-1", Alert.State.FIRING));
            publish(topics, alert("a-1", Alert.State.RESOLVED));
            publish(topics, alert("a-2", Alert.State.FIRING));
            setAside(topics, Topics.LATE_EVENTS, SetAsideHeaders.LATE, 7, "{\"order_id\":\"o-1\"}".getBytes(UTF_8));
            // Written once more after a failure.
            setAside(topics, Topics.LATE_EVENTS, SetAsideHeaders.LATE, 7, "{\"order_id\":\"o-1\"}".getBytes(UTF_8));
            setAside(topics, Topics.REJECTED_EVENTS, "MALFORMED_JSON", 8, new byte[] {'<', (byte) 0xFF, '"', '>'});
            setAside(
                    topics,
                    Topics.REJECTED_EVENTS,
                    "TOO_LARGE",
                    9,
                    "é".repeat(100_000).getBytes(UTF_8));
            setAside(topics, Topics.REJECTED_EVENTS, "EMPTY", 10, null);
        }
        dashboard = RunningDashboard.start(broker);
    }

    @AfterAll
    static void stop() {
        dashboard.close();
        broker.close();
    }

    @Test
    void the_ledger_is_told_by_minute_the_last_count_of_each_and_whether_it_adds_up() throws Exception {
        assertThat(dashboard.get("/api/ledger?pipeline=orders").body()).isEqualTo("""
                        {"entries":[\
                        {"pipeline":"orders","minute":"2025-11-24T10:50:00Z","read":10,"counted":8,"duplicate":1,\
                        "ignored":0,"late":1,"rejected":0,"processed_at":"2025-11-24T10:55:00Z","adds_up":true},\
                        {"pipeline":"orders","minute":"2025-11-24T10:51:00Z","read":4,"counted":1,"duplicate":1,\
                        "ignored":0,"late":1,"rejected":0,"processed_at":"2025-11-24T10:55:00Z","adds_up":false}]}""");
        assertThat(dashboard.get("/api/ledger?limit=1").body())
                .contains("10:51:00Z")
                .doesNotContain("10:50:00Z");
    }

    @Test
    void what_was_set_aside_is_told_as_text_whatever_bytes_it_has() throws Exception {
        assertThat(dashboard.get("/api/set-aside?pipeline=orders&kind=late").body())
                .startsWith("""
                        {"records":[{"kind":"late","pipeline":"orders","reason":"LATE","detail":"of record 7",\
                        "source_topic":"orders","source_partition":1,"source_offset":7,"at":\"""")
                .endsWith("\"value\":\"{\\\"order_id\\\":\\\"o-1\\\"}\"}]}")
                .doesNotContain("},{");
        assertThat(dashboard.get("/api/set-aside?kind=rejected").body())
                .contains("\"value\":\"<\uFFFD\\\">\"", "\"value\":null", "\"value\":\"" + "é".repeat(512) + "\"")
                .doesNotContain("LATE", "é".repeat(513));
    }

    @Test
    void of_an_alert_the_latest_state_is_told_and_since_when_it_is_in_it() throws Exception {
        assertThat(dashboard.get("/api/alerts?limit=10&state=resolved").body())
                .startsWith("{\"alerts\":[{\"alert_id\":\"a-1\"")
                .contains("\"state\":\"resolved\"", "\"changed_at\":\"20")
                .doesNotContain("firing");
    }

    @ParameterizedTest
    @CsvSource({
        "'', a-1 a-2",
        "state=firing, a-2",
        "state=resolved&pipeline=orders, a-1",
        "pipeline=bookings, ''",
        "kind=LEDGER_MISMATCH, a-1 a-2",
        "kind=SPIKE, ''",
        "limit=2, a-1 a-2"
    })
    void alerts_are_found_by_state_pipeline_and_kind(String query, String expected) throws Exception {
        Matcher ids = Pattern.compile("\"alert_id\":\"([^\"]*)\"")
                .matcher(dashboard.get("/api/alerts?" + query).body());

        assertThat(ids.results().map(id -> id.group(1)).sorted().collect(Collectors.joining(" ")))
                .isEqualTo(expected);
    }

    @Test
    void what_alerts_cannot_be_found_by_is_told() throws Exception {
        assertThat(dashboard.get("/api/alerts?state=burning").statusCode()).isEqualTo(400);
        assertThat(dashboard.get("/api/alerts?limit=501").statusCode()).isEqualTo(400);
        assertThat(dashboard.get("/api/alerts?pipeline=nobody").statusCode()).isEqualTo(404);
        assertThat(dashboard.get("/api/tables/orders/nothing").body()).contains("urn:turnstile:problem:unknown-table");
    }

    @Test
    void how_the_pipelines_are_is_told_also_while_flink_is_away() throws Exception {
        String expected = """
                        {"pipelines":[\
                        {"name":"bookings","state":"UNREACHABLE","watermark":null,"watermark_lag_seconds":null,\
                        "lag":null,"checkpoint_age_seconds":null,"checkpoints_failed":0,"restarts":0,"late":0,\
                        "rejected":0,"duplicate":0,"read":0,"adds_up":true},\
                        {"name":"orders","state":"UNREACHABLE","watermark":null,"watermark_lag_seconds":null,\
                        "lag":null,"checkpoint_age_seconds":null,"checkpoints_failed":0,"restarts":0,"late":2,\
                        "rejected":0,"duplicate":2,"read":14,"adds_up":false}]}""";
        // It looks every other second, and may have looked first before the ledger was read.
        await().atMost(RunningDashboard.PATIENCE)
                .untilAsserted(
                        () -> assertThat(dashboard.get("/api/pipelines").body()).isEqualTo(expected));
    }

    @Test
    void a_snapshot_has_the_ledger_and_the_alerts_too() throws Exception {
        try (EventStream stream = dashboard.stream("/api/stream?pipelines=orders")) {
            assertThat(stream.awaitNamed("snapshot").data())
                    .contains("\"alert_id\":\"a-1\"", "\"alert_id\":\"a-2\"", "\"ledger\":[{\"pipeline\":\"orders\"");
        }
    }

    private static void publish(ResultTopics topics, LedgerEntry entry) {
        topics.send(Topics.LEDGER, entry.key(), entry.toJson());
    }

    private static void publish(ResultTopics topics, Alert alert) {
        topics.send(Topics.ALERTS, alert.alertId(), alert.toJson());
    }

    private static void setAside(ResultTopics topics, TopicDefinition topic, String reason, int offset, byte[] value) {
        var record = new ProducerRecord<byte[], byte[]>(topic.name(), 0, null, value);
        Map.of(
                        SetAsideHeaders.PIPELINE,
                        "orders",
                        SetAsideHeaders.SOURCE_TOPIC,
                        "orders",
                        SetAsideHeaders.SOURCE_PARTITION,
                        "1",
                        SetAsideHeaders.SOURCE_OFFSET,
                        Integer.toString(offset),
                        SetAsideHeaders.REASON,
                        reason,
                        SetAsideHeaders.DETAIL,
                        "of record " + offset)
                .forEach((name, text) -> record.headers().add(name, text.getBytes(UTF_8)));
        topics.send(record);
    }

    private static LedgerEntry ledger(String minute, long read, long counted) {
        return new LedgerEntry("orders", at(minute), read, counted, 1, 0, 1, 0, at("10:55"));
    }

    private static Alert alert(String id, Alert.State state) {
        return new Alert(id, "orders", "10:51", "LEDGER_MISMATCH", state, 3, 4, 1, at("10:55"), null);
    }
}
