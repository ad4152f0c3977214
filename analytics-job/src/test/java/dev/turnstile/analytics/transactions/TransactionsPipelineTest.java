package dev.turnstile.analytics.transactions;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnstile.analytics.BoundedRun;
import dev.turnstile.analytics.windows.Arrival;
import dev.turnstile.analytics.windows.LedgerAccount;
import dev.turnstile.analytics.windows.OutgoingRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The whole pipeline on a real Flink cluster in this process, against results that were computed by hand. */
class TransactionsPipelineTest {

    private static final int PARALLELISM = 2;

    private static final Path FIXTURES = Path.of("../event-contracts/src/test/resources/fixtures");

    private static final Pattern CLOCK = Pattern.compile(",\"process(ing_timestamp|ed_at)\":\"[^\"]*\"");

    private static final Pattern WINDOW_AND_SUM = Pattern.compile("^(.*),(\"total_amount\":.*),\"status\"");

    @RegisterExtension
    static final MiniClusterExtension FLINK = BoundedRun.cluster(PARALLELISM);

    private record Outcome(List<OutgoingRecord> records, LedgerAccount account) {

        /** The values on a topic, but for what the clock said. */
        List<String> on(String topic) {
            return records.stream()
                    .filter(record -> record.topic().equals(topic))
                    .map(record ->
                            CLOCK.matcher(new String(record.value(), UTF_8)).replaceAll(""))
                    .toList();
        }

        /** The latest value of each key, as a reader of upserts knows it. */
        Map<String, String> latestOn(String topic) {
            Map<String, String> latest = new LinkedHashMap<>();
            records.stream()
                    .filter(record -> record.topic().equals(topic))
                    .forEach(record -> latest.put(new String(record.key(), UTF_8), new String(record.value(), UTF_8)));
            return latest;
        }
    }

    private static List<String> lines(String topic) throws IOException {
        return Files.readAllLines(FIXTURES.resolve(topic).resolve("worked-example.jsonl"));
    }

    /**
     * What each window adds up to in the end. Between several tasks a payment that comes a little late may still be in
     * the final total, or correct it; with one task, as in a replay, it always corrects it.
     */
    private static Map<String, String> sums(List<String> totals) {
        Map<String, String> sums = new TreeMap<>();
        for (String total : totals) {
            Matcher window = WINDOW_AND_SUM.matcher(total);
            assertThat(window.find()).as(total).isTrue();
            sums.put(window.group(1), window.group(2));
        }
        return sums;
    }

    private static Outcome run(List<String> values) throws Exception {
        List<Arrival> arrivals = new ArrayList<>();
        for (String value : values) {
            arrivals.add(Arrival.ofRecord("transactions", 0, arrivals.size(), 1_000_000, null, value.getBytes(UTF_8)));
        }
        BoundedRun run = BoundedRun.of(TransactionsPipeline::build, arrivals, PARALLELISM);
        return new Outcome(
                Stream.of(run.results(), run.alerts(), run.setAside())
                        .flatMap(List::stream)
                        .toList(),
                run.account());
    }

    @Test
    void the_worked_example_makes_on_every_topic_what_was_computed_by_hand() throws Exception {
        Outcome outcome = run(lines("transactions"));

        for (String topic : List.of("processed_transactions", "high_value_transactions")) {
            assertThat(outcome.on(topic)).as(topic).containsExactlyInAnyOrderElementsOf(lines(topic));
        }
        assertThat(sums(outcome.on("category_aggregations"))).isEqualTo(sums(lines("category_aggregations")));
        assertThat(outcome.latestOn("user_aggregations").values())
                .as("between several tasks only the sums are certain, not in which order they grow")
                .allMatch(lines("user_aggregations")::contains)
                .hasSize(5);
        assertThat(outcome.latestOn("user_aggregations").get("u1"))
                .isEqualTo("{\"user_id\":\"u1\",\"total_spent\":2455.10,\"transaction_count\":4,"
                        + "\"last_updated\":\"2025-11-24T10:52:00Z\"}");
        assertThat(outcome.latestOn("high_value_transactions")).containsOnlyKeys("u1", "u2", "u3", "u4");
        assertThat(outcome.latestOn("category_aggregations"))
                .containsOnlyKeys("art", "books", "clothing", "electronics", "furniture");
        assertThat(outcome.account()).isEqualTo(new LedgerAccount(18, 14, 1, 1, 1, 1));
        assertThat(outcome.on("late-events")).singleElement().asString().contains("t-15");
        assertThat(outcome.on("rejected-events")).containsExactly("garbage");
        assertThat(outcome.on("analytics-alerts"))
                .as("u1 paid in three places within five minutes; u3 in two, u4 too slowly")
                .extracting(alert -> alert.replaceAll(".*\"key\":\"([^\"]*).*\"state\":\"([^\"]*).*", "$1 $2"))
                .containsExactly("u1 firing", "u1 resolved");
    }
}
