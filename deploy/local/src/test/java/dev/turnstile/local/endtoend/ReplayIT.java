package dev.turnstile.local.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnstile.events.fixtures.Inputs;
import dev.turnstile.events.fixtures.Inputs.Input;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The replay as its script starts it. */
class ReplayIT {

    private static final Path FIXTURES = RunningPlatform.PROJECT.resolve("event-contracts/src/test/resources/fixtures");
    private static final Path WORKED_EXAMPLE = FIXTURES.resolve("orders/worked-example.jsonl");

    @TempDir
    Path directory;

    private Process replay(String... arguments) throws Exception {
        List<String> command = new java.util.ArrayList<>(List.of(
                RunningPlatform.java(),
                "-Xmx1g",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "--add-opens=java.base/java.util=ALL-UNNAMED",
                "--add-opens=java.base/java.time=ALL-UNNAMED",
                "-Dlog4j2.configurationFile=" + RunningPlatform.PROJECT.resolve("deploy/local/replay-log4j2.xml"),
                "-cp",
                RunningPlatform.PROJECT.resolve("analytics-job/target/analytics-job.jar")
                        + File.pathSeparator
                        + RunningPlatform.PROJECT.resolve("deploy/local/flink/target/lib/*"),
                "dev.turnstile.analytics.replay.Replay"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectOutput(directory.resolve("out").toFile())
                .redirectError(directory.resolve("err").toFile())
                .start();
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        return process;
    }

    @Test
    void the_worked_example_prints_exactly_its_two_results_and_the_account() throws Exception {
        Process process = replay("orders", WORKED_EXAMPLE.toString());

        assertThat(Files.readString(directory.resolve("err")).strip())
                .isEqualTo("read 6, counted 6, duplicate 0, ignored 0, late 0, rejected 0");
        assertThat(process.exitValue()).isZero();
        List<String> lines = Files.readAllLines(directory.resolve("out"), UTF_8);
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0))
                .contains("\"window_start\":\"2025-11-24T10:50:00Z\"")
                .contains("\"unique_users\":3,\"total_orders\":4,\"total_revenue\":750.00,\"avg_order_value\":187.50");
        assertThat(lines.get(1))
                .contains("\"window_start\":\"2025-11-24T10:51:00Z\"")
                .contains("\"unique_users\":2,\"total_orders\":2,\"total_revenue\":430.00,\"avg_order_value\":215.00");
    }

    /** Computed by hand: discounts, half a cent up, thresholds, sums, half minutes, and one of three patterns. */
    @Test
    void payments_print_what_was_computed_by_hand_for_each_topic() throws Exception {
        Process process = replay(
                "transactions",
                FIXTURES.resolve("transactions/worked-example.jsonl").toString());

        assertThat(Files.readString(directory.resolve("err")).strip())
                .startsWith("read 18, counted 14, duplicate 1, ignored 1, late 1, rejected 1\nrejected 1: ");
        assertThat(process.exitValue()).isEqualTo(3);
        List<String> printed = Files.readAllLines(directory.resolve("out"), UTF_8);
        assertThat(printed)
                .filteredOn(line -> line.contains("\"alert_id\""))
                .extracting(line -> line.replaceAll(".*\"key\":\"(.*?)\".*\"state\":\"(.*?)\".*", "$1 $2"))
                .containsExactly("u1 firing", "u1 resolved");
        List<String> expected = new java.util.ArrayList<>();
        for (String topic : List.of(
                "processed_transactions", "high_value_transactions", "user_aggregations", "category_aggregations")) {
            expected.addAll(Files.readAllLines(FIXTURES.resolve(topic).resolve("worked-example.jsonl"), UTF_8));
        }
        assertThat(printed)
                .filteredOn(line -> !line.contains("\"alert_id\""))
                .extracting(line -> line.replaceAll(",\"process(ing_timestamp|ed_at)\":\".*?\"", ""))
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void what_was_rejected_is_summed_up_by_reason_with_the_first_of_each() throws Exception {
        Path file = directory.resolve("orders.json.gz");
        try (var out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write("""
                    [{"order_id": "1", "user_id": "u", "total_amount": 10.00, "status": "pending",
                      "items_count": 1, "event_type": "order.created", "created_at": "2025-11-24T10:50:05Z"},
                     {"order_id": "2"}, {"order_id": "3"}, 7]
                    """.getBytes(UTF_8));
        }
        Process process = replay("orders", file.toString());

        assertThat(Files.readAllLines(directory.resolve("err")))
                .containsExactly(
                        "read 4, counted 1, duplicate 0, ignored 0, late 0, rejected 3",
                        "rejected 2: MISSING_FIELD, first record 2: /user_id: is required: {\"order_id\": \"2\"}",
                        "rejected 1: NOT_AN_OBJECT, first record 4: expected a JSON object: 7");
        assertThat(process.exitValue()).isEqualTo(3);
    }

    @Test
    void a_file_without_records_is_told_as_such() throws Exception {
        Path file = Files.createFile(directory.resolve("empty.jsonl"));
        Process process = replay("orders", file.toString());

        assertThat(Files.readString(directory.resolve("err")).strip()).isEqualTo("no records in " + file);
        assertThat(process.exitValue()).isZero();
    }

    @Test
    void a_pipeline_or_a_file_that_is_not_there_gets_one_clear_line() throws Exception {
        assertThat(replay("oders", WORKED_EXAMPLE.toString()).exitValue()).isEqualTo(2);
        assertThat(Files.readString(directory.resolve("err"))).contains("there is no pipeline oders; there are");

        assertThat(replay("orders", directory.resolve("nothing.jsonl").toString())
                        .exitValue())
                .isEqualTo(2);
        assertThat(Files.readString(directory.resolve("err"))).contains("cannot read ");
    }

    @Test
    void lines_of_several_topics_are_sorted_and_their_hours_written_into_a_lake() throws Exception {
        Path lines = directory.resolve("music.jsonl");
        Files.writeString(lines, """
                {"listen_id":"1","user_id":"u","song":"Tides","duration":215.3,"ts":1763978400000}
                {"auth_id":"1","user_id":"u","status":"success","ts":1763978400500}
                {"listen_id":"1","user_id":"u","song":"Tides","duration":215.3,"ts":1763978400000}
                {"page_view_id":"1","user_id":"u","page":"home","ts":1763989200000}
                {"listen_id":"2","user_id":"u","song":"Tides","ts":1763989200000}
                {"auth_id":"2","user_id":"u","status":"success","ts":1763989200000}
                {"listen_id":"late","user_id":"u","song":"Rain","ts":1763978400001}
                """);
        Path lake = directory.resolve("lake");
        Process process =
                replay("lake", lines.toString(), "--lake", lake.toUri().toString());

        assertThat(Files.readString(directory.resolve("err")).strip())
                .isEqualTo("read 7, counted 6, duplicate 1, ignored 0, late 0, rejected 0");
        assertThat(process.exitValue()).isZero();
        List<String> printed = Files.readAllLines(directory.resolve("out"), UTF_8);
        assertThat(printed)
                .filteredOn(
                        line -> line.contains("\"topic\":\"listen_events\",\"window_start\":\"2025-11-24T10:00:00Z\""))
                .last()
                .asString()
                .contains("\"rows\":2,\"waiting_rows\":0,\"late_rows\":1,\"files\":2,")
                .contains("\"status\":\"corrected\",\"revision\":1");
        Path hour = lake.resolve("listen_events/year=2025/month=11/day=24/hour=10");
        assertThat(Files.readString(hour.resolve("_SUCCESS"))).contains("\"revision\":1,\"rows\":2,\"late_rows\":1");
        try (var files = Files.list(hour)) {
            assertThat(files.map(Path::toString))
                    .filteredOn(file -> file.endsWith(".parquet"))
                    .hasSize(2);
        }
    }

    /** Of the same rows as by HTTP and by topic, those that can be in a file. */
    @ParameterizedTest
    @ValueSource(strings = {"inputs", "inputs-csv", "inputs-cloudevents"})
    void what_real_records_look_like_is_counted_or_told_with_its_reason(String pipeline) throws Exception {
        List<Input> rows = Inputs.all().stream()
                .filter(row -> row.pipeline().equals(pipeline) && row.headers().isEmpty())
                .toList();
        Path definition = Files.writeString(directory.resolve(pipeline + ".yaml"), Inputs.definition(pipeline));
        Path file = directory.resolve("rows");
        try (var out = Files.newOutputStream(file)) {
            for (Input row : rows) {
                out.write(row.record());
                out.write('\n');
            }
        }

        Process process = replay(definition.toString(), file.toString());

        List<String> results = Files.readAllLines(directory.resolve("out"), UTF_8);
        String said = Files.readString(directory.resolve("err"));
        assertThat(rows)
                .filteredOn(Input::isAccepted)
                .allSatisfy(row -> assertThat(results)
                        .filteredOn(result -> result.contains("\"row\":\"" + row.row() + "\""))
                        .singleElement()
                        .asString()
                        .contains(row.expected(), "\"records\":1,"));
        Map<String, Long> reasons = rows.stream()
                .filter(row -> !row.isAccepted())
                .collect(Collectors.groupingBy(Input::expected, Collectors.counting()));
        reasons.forEach(
                (reason, count) -> assertThat(said).contains("rejected " + count + ": " + reason + ", first record "));
        assertThat(said)
                .startsWith("read " + rows.size() + ", ")
                .contains("rejected "
                        + rows.stream().filter(row -> !row.isAccepted()).count() + "\n");
        assertThat(process.exitValue()).isEqualTo(reasons.isEmpty() ? 0 : 3);
    }
}
