package dev.turnstile.dashboard.feed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnstile.dashboard.json.UnreadableRecordException;
import dev.turnstile.dashboard.store.Limits;
import dev.turnstile.dashboard.store.ResultsStore;
import dev.turnstile.dashboard.store.TableRow;
import dev.turnstile.dashboard.store.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** What becomes of the records that pipelines write to topics of their own. */
class RecordRulesTest {

    private static final Instant NOW = Instant.parse("2025-11-24T11:00:00Z");

    private final ResultsStore store =
            new ResultsStore(new Limits(Duration.ofHours(24), 100, 1_000_000, 100, 100_000), List.of());
    private final RecordRule candles = WindowRule.of("market", "symbol", "interval");
    private final TableRule users = TableRule.of("transactions", "users", 10, "user_id", "total_spent");

    @Test
    void a_window_on_a_topic_of_its_own_is_kept_by_what_its_pipeline_counts_by() throws Exception {
        take(candles, candle("BTC", "1m", "\"close\":\"1\""));
        take(candles, candle("BTC", "5m", "\"close\":\"2\""));
        take(candles, candle("BTC", "1m", "\"close\":\"3\",\"status\":\"corrected\",\"revision\":1"));
        take(candles, candle("BTC", "1m", "\"close\":\"4\",\"status\":\"provisional\",\"revision\":0"));

        assertThat(store.results("market", TimeRange.EVER, "BTC|1m", 10))
                .singleElement()
                .satisfies(result -> assertThat(result.json().toString())
                        .contains("\"close\":\"3\"")
                        .endsWith("\"pipeline\":\"market\"}"));
        assertThat(store.results("market", TimeRange.EVER, null, 10)).hasSize(2);
        assertThat(store.live()).isEmpty();
    }

    @Test
    void a_window_without_what_its_pipeline_counts_by_is_refused() {
        assertThatThrownBy(() ->
                        take(candles, candle("BTC", "1m", "\"close\":\"1\"").replace("symbol", "name")))
                .isInstanceOf(UnreadableRecordException.class)
                .hasMessageContaining("symbol");
        assertThatThrownBy(() ->
                        take(candles, candle("BTC", "1m", "\"close\":\"1\"").replace("2025", "2099")))
                .isInstanceOf(UnreadableRecordException.class);
    }

    @Test
    void rows_are_ranked_by_a_number_or_by_a_time() throws Exception {
        take(users, "{\"user_id\":\"u-1\",\"total_spent\":999.5}");
        take(users, "{\"user_id\":\"u-2\",\"total_spent\":1000}");
        TableRule payments = TableRule.of("transactions", "payments", 10, "transaction_id", "timestamp");
        take(payments, "{\"transaction_id\":\"t-1\",\"timestamp\":\"2025-11-24T10:50:00Z\"}");
        take(payments, "{\"transaction_id\":\"t-2\",\"timestamp\":\"2025-11-24T10:50:00.5Z\"}");

        assertThat(store.table(users.table(), 10)).extracting(TableRow::key).containsExactly("u-2", "u-1");
        assertThat(store.table(payments.table(), 10)).extracting(TableRow::key).containsExactly("t-2", "t-1");
    }

    @Test
    void a_row_without_key_or_rank_is_refused() {
        for (String record : List.of(
                "{\"total_spent\":1}",
                "{\"user_id\":\"u-1\"}",
                "{\"user_id\":7,\"total_spent\":1}",
                "{\"user_id\":\"u-1\",\"total_spent\":\"much\"}",
                "{\"user_id\":\"u-1\",\"total_spent\":null}")) {
            assertThatThrownBy(() -> take(users, record)).as(record).isInstanceOf(UnreadableRecordException.class);
        }
        assertThat(store.table(users.table(), 10)).isEmpty();
    }

    @Test
    void a_key_without_a_value_takes_its_row_away_where_the_latest_of_each_key_is_kept() throws Exception {
        TableRule sources = TableRule.ofLatest("video", "sources", 10, "source", "last_updated");
        take(sources, "{\"source\":\"hall\",\"last_updated\":\"2025-11-24T10:50:00Z\"}");
        take(sources, "{\"source\":\"yard\",\"last_updated\":\"2025-11-24T10:50:00Z\"}");
        sources.take(withoutValue("hall"), NOW, store);
        sources.take(withoutValue("nobody"), NOW, store);

        assertThat(store.table(sources.table(), 10)).extracting(TableRow::key).containsExactly("yard");
        assertThatThrownBy(() -> users.take(withoutValue("u-1"), NOW, store))
                .as("a topic of facts has none")
                .isInstanceOf(UnreadableRecordException.class);
    }

    @Test
    void a_key_without_a_value_takes_a_windows_results_away_whatever_their_revision() throws Exception {
        String result = """
                {"pipeline":"orders",%s"shop":"a|b","window_start":"2025-11-24T10:00:00Z","window_end":"2025-11-24T11:00:00Z",\
                "total":%d,"status":"%s","revision":%d,"processed_at":"2025-11-24T11:00:00Z"}""";
        String hour = "orders/1h|a\\|b|2025-11-24T10:00:00Z";
        String live = "orders|a\\|b|2025-11-24T10:00:00Z";
        take(WindowRule.settled(), hour, result.formatted("\"window\":\"1h\",", 7, "corrected", 3));
        take(WindowRule.live(), live, result.formatted("", 7, "provisional", 0));
        WindowRule.live().take(withoutValue(live), NOW, store);
        WindowRule.live().take(withoutValue(hour), NOW, store);
        WindowRule.settled().take(withoutValue("orders/1h|nothing|2025-11-24T10:00:00Z"), NOW, store);
        assertThat(store.live()).isEmpty();
        assertThat(store.results("orders", "1h", TimeRange.EVER, null, 10)).hasSize(1);

        WindowRule.settled().take(withoutValue(hour), NOW, store);
        assertThat(store.results("orders", "1h", TimeRange.EVER, null, 10)).isEmpty();
        assertThat(store.resultCount()).isZero();
        assertThat(store.resultBytes()).isZero();

        take(WindowRule.settled(), hour, result.formatted("\"window\":\"1h\",", 9, "final", 0));
        assertThat(store.results("orders", "1h", TimeRange.EVER, null, 10))
                .singleElement()
                .satisfies(it -> assertThat(it.json().toString()).contains("\"total\":9"));
        for (String key : List.of("orders", "orders|", "orders||later", "|a|2025-11-24T10:00:00Z")) {
            assertThatThrownBy(() -> WindowRule.settled().take(withoutValue(key), NOW, store))
                    .as(key)
                    .isInstanceOf(UnreadableRecordException.class);
        }
    }

    private void take(RecordRule rule, String key, String json) throws UnreadableRecordException {
        rule.take(new ConsumerRecord<>("a-topic", 0, 0, key.getBytes(UTF_8), json.getBytes(UTF_8)), NOW, store);
    }

    private void take(RecordRule rule, String json) throws UnreadableRecordException {
        rule.take(new ConsumerRecord<>("a-topic", 0, 0, new byte[0], json.getBytes(UTF_8)), NOW, store);
    }

    private static ConsumerRecord<byte[], byte[]> withoutValue(String key) {
        return new ConsumerRecord<>("a-topic", 0, 0, key.getBytes(UTF_8), null);
    }

    private static String candle(String symbol, String interval, String rest) {
        return """
                {"symbol":"%s","interval":"%s","window_start":"2025-11-24T10:50:00Z",\
                "window_end":"2025-11-24T10:55:00Z",%s}""".formatted(symbol, interval, rest);
    }
}
