package dev.turnstile.local.endtoend;

import static dev.turnstile.local.endtoend.Client.JSON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnstile.dashboard.browser.Chromium;
import dev.turnstile.dashboard.browser.ResultsPage;
import dev.turnstile.events.Topics;
import dev.turnstile.kafka.process.TopicClient;
import dev.turnstile.local.monitoring.Monitoring;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Every pipeline on its sample source, as {@code up} runs them, PostgreSQL and Redis and all; and a stream of which
 * nothing in the platform knows.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EveryPipelineIT {

    private static final List<String> PIPELINES =
            List.of("bookings", "orders", "transactions", "market", "video", "lake");
    /** Words of a page that are there with its numbers only. */
    private static final Map<String, String> ON_THE_PAGE = Map.of(
            "bookings", "concert-",
            "orders", "Total revenue",
            "transactions", "Top spenders",
            "market", "last price",
            "video", "frames per second",
            "lake", "Newest hours");

    private static final String TIDES = """
            pipeline: tides
            title: Tides
            source: {topics: [gauges], format: csv, csv: {columns: [gauge, at, millimetres]}}
            fields:
              harbour: {path: gauge, type: string}
              height: {path: millimetres, type: integer, min: 0, max: 20000}
              at: {type: time}
            time: at
            by: [harbour]
            measures:
              readings: {count: all}
              heights: {sum: height, unit: mm}
            out_of_order: 1s
            page: {headline: [heights, readings], charts: [heights]}
            """;

    private static final Duration LIMIT = Duration.ofMinutes(4);

    private static RunningPlatform platform;
    private static TopicClient topics;
    private final Client client = new Client();

    @BeforeAll
    static void start() throws IOException {
        Path directory = Path.of("target", "every-pipeline-it").toAbsolutePath();
        Path tides = Files.createDirectories(directory).resolve("tides.yaml");
        Files.writeString(tides, TIDES);
        platform = RunningPlatform.fresh(
                directory, String.join(",", PIPELINES) + "," + tides, 20, Monitoring.isPrometheusInstalled());
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
    }

    /** How many records each pipeline has read; those whose account does not add up are left out. */
    private Map<String, Long> read() throws IOException, InterruptedException {
        Map<String, Long> read = new HashMap<>();
        for (JsonNode pipeline :
                client.get(platform.dashboard("/api/pipelines")).path("pipelines")) {
            if (pipeline.path("adds_up").asBoolean() && pipeline.path("read").asLong() > 0) {
                read.put(pipeline.path("name").asText(), pipeline.path("read").asLong());
            }
        }
        return read;
    }

    @Test
    @Order(1)
    void each_counts_what_its_source_sends_and_each_page_shows_it() {
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(read()).containsOnlyKeys(PIPELINES.toArray(String[]::new)));
        assumeTrue(Chromium.isInstalled(), Chromium.MISSING);
        try (Chromium browser = Chromium.start()) {
            ResultsPage page = new ResultsPage(browser, platform.dashboard("/"));
            for (String pipeline : PIPELINES) {
                page.open(pipeline);
                await().atMost(LIMIT)
                        .untilAsserted(() -> assertThat(page.words())
                                .as(pipeline)
                                .contains(ON_THE_PAGE.get(pipeline))
                                .doesNotContain("does not run here", "in this time range", "a frame yet"));
                browser.screenshot("every-pipeline-" + pipeline);
            }
            page.open("");
            await().atMost(LIMIT)
                    .untilAsserted(() -> assertThat(page.navigation())
                            .filteredOn(link -> link.contains(", healthy"))
                            .hasSize(PIPELINES.size() + 1));
            browser.screenshot("every-pipeline-overview");
        }
    }

    /** The file is all that there is of it. */
    @Test
    @Order(6)
    void a_strangers_stream_is_live_then_final_then_corrected_on_the_page_by_rest_and_in_the_ledger() throws Exception {
        Instant minute = Instant.now().truncatedTo(ChronoUnit.MINUTES).minus(6, ChronoUnit.MINUTES);
        topics.send("gauges", 0, "Dover," + minute.plusSeconds(10) + ",2100");
        topics.send("gauges", 1, "Dover," + minute.plusSeconds(20) + ",1250");
        topics.send("gauges", 2, "Dover,high," + minute);
        await().atMost(LIMIT)
                .untilAsserted(
                        () -> assertThat(tides("/api/live"))
                                .containsPattern(
                                        "\"harbour\":\"Dover\",[^}]*\"readings\":2,\"heights\":3350,\"status\":\"provisional\""));

        topics.send("gauges", 0, "Hull," + minute.plusSeconds(150) + ",900");
        String results = "/api/results/tides?key=Dover";
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(tides(results))
                        .contains("\"readings\":2,\"heights\":3350", "\"status\":\"final\",\"revision\":0"));

        topics.send("gauges", 1, "Dover," + minute.plusSeconds(30) + ",50");
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(tides(results))
                        .contains("\"readings\":3,\"heights\":3400", "\"status\":\"corrected\",\"revision\":1"));

        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(
                                client.get(platform.dashboard("/api/pipelines")).path("pipelines"))
                        .filteredOn(pipeline -> pipeline.path("name").asText().equals("tides"))
                        .singleElement()
                        .satisfies(pipeline -> assertThat(pipeline.toString())
                                .contains("\"read\":5", "\"rejected\":1", "\"adds_up\":true")));
        assumeTrue(Chromium.isInstalled(), Chromium.MISSING);
        try (Chromium browser = Chromium.start()) {
            ResultsPage page = new ResultsPage(browser, platform.dashboard("/")).open("tides/Dover");
            await().atMost(LIMIT).until(() -> page.isDrawn("Heights"));
            page.toggleTable("Heights");
            await().atMost(LIMIT)
                    .untilAsserted(() ->
                            assertThat(page.rows("Heights")).anyMatch(row -> row.endsWith("|3,400 mm|Corrected")));
            browser.screenshot("every-pipeline-tides");
        }
    }

    private String tides(String path) throws IOException, InterruptedException {
        return client.text(platform.dashboard(path));
    }

    @Test
    @Order(2)
    void all_go_on_when_the_task_manager_is_killed_and_each_payment_is_there_once() throws Exception {
        Map<String, Long> before = read();
        platform.kill("flink-taskmanager");
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(read())
                        .hasSameSizeAs(PIPELINES)
                        .allSatisfy((pipeline, read) ->
                                assertThat(read).as(pipeline).isGreaterThan(before.get(pipeline))));

        // A payment takes part once it is above 100.00, and is a high one above 500.00.
        for (Map.Entry<String, Integer> above : Map.of(
                        Topics.PROCESSED_TRANSACTIONS.name(), 100, Topics.HIGH_VALUE_TRANSACTIONS.name(), 500)
                .entrySet()) {
            List<String> sent = paymentsAbove(above.getValue(), Topics.TRANSACTIONS.name());
            await().atMost(LIMIT)
                    .untilAsserted(() -> assertThat(paymentsAbove(0, above.getKey()))
                            .doesNotHaveDuplicates()
                            .containsAll(sent));
        }
    }

    @Test
    @Order(3)
    void postgresql_says_what_kafka_says_after_it() {
        await().atMost(LIMIT).untilAsserted(() -> {
            Map<String, JsonNode> inKafka = candles(topics.values(Topics.CRYPTO_CANDLES.name()).stream()
                    .map(EveryPipelineIT::parsed)
                    .toList());
            Map<String, JsonNode> inPostgresql =
                    candles(client.get(platform.dashboard("/api/market/candles?symbol=BTC"))
                            .path("results"));
            assertThat(inPostgresql).isNotEmpty().isEqualTo(inKafka);
        });
    }

    @Test
    @Order(4)
    void every_metric_that_a_rule_or_a_dashboard_names_is_told_by_some_process() {
        await().atMost(LIMIT).untilAsserted(() -> {
            Set<String> told = new HashSet<>();
            for (URI address : platform.metrics()) {
                client.text(address)
                        .lines()
                        .filter(line -> !line.startsWith("#"))
                        .map(line -> line.split("[{ ]", 2)[0])
                        .forEach(told::add);
            }
            assertThat(told).containsAll(Monitoring.metricsNamed());
        });
    }

    @Test
    @Order(5)
    void prometheus_reads_every_process_and_can_tell_what_each_rule_says() {
        assumeTrue(Monitoring.isPrometheusInstalled(), Monitoring.PROMETHEUS_MISSING);
        await().atMost(LIMIT).untilAsserted(() -> {
            assertThat(client.get(platform.prometheus("/api/v1/targets")).at("/data/activeTargets"))
                    .hasSameSizeAs(platform.metrics())
                    .allSatisfy(target -> assertThat(target.path("health").asText())
                            .as("%s", target)
                            .isEqualTo("up"));
            assertThat(client.get(platform.prometheus("/api/v1/rules"))
                            .at("/data/groups")
                            .findValues("health"))
                    .isNotEmpty()
                    .allSatisfy(health -> assertThat(health.asText()).isEqualTo("ok"));
        });
    }

    /** The ids of the payments in a topic, of those that are worth more than so much. */
    private static List<String> paymentsAbove(int amount, String topic) {
        return topics.values(topic).stream()
                .map(EveryPipelineIT::parsed)
                .filter(payment -> payment.path("amount").asDouble() > amount)
                .map(payment -> payment.path("transaction_id").asText())
                .toList();
    }

    private static JsonNode parsed(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new IllegalArgumentException("no JSON: " + json, e);
        }
    }

    /** The newest revision of each of Bitcoin's minutes, of each the prices. */
    private static Map<String, JsonNode> candles(Iterable<JsonNode> records) {
        Map<String, JsonNode> newest = new TreeMap<>();
        for (JsonNode candle : records) {
            if (candle.path("symbol").asText().equals("BTC")
                    && candle.path("interval").asText().equals("1m")) {
                newest.merge(
                        candle.path("window_start").asText(),
                        candle,
                        (one, other) -> one.path("revision").asInt()
                                        > other.path("revision").asInt()
                                ? one
                                : other);
            }
        }
        newest.replaceAll((start, candle) -> JSON.createObjectNode()
                .put("open", candle.path("open").asText())
                .put("high", candle.path("high").asText())
                .put("low", candle.path("low").asText())
                .put("close", candle.path("close").asText())
                .put("volume", candle.path("volume").asText())
                .put("ticks", candle.path("ticks").asLong())
                .put("revision", candle.path("revision").asInt()));
        return newest;
    }
}
