package dev.turnstile.analytics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.turnstile.analytics.runtime.FlinkDefaults;
import dev.turnstile.analytics.runtime.JobSettings;
import dev.turnstile.analytics.settings.Environment;
import dev.turnstile.analytics.windows.WindowSettings;
import dev.turnstile.definitions.file.DefinitionFile;
import dev.turnstile.definitions.file.ShippedDefinitions;
import dev.turnstile.events.SetAsideHeaders;
import dev.turnstile.events.TopicDefinition;
import dev.turnstile.events.fixtures.Inputs;
import dev.turnstile.events.fixtures.Inputs.Input;
import dev.turnstile.kafka.process.KafkaBroker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The orders job as it is wired in production, on a real broker; only its times are short. */
class KafkaToKafkaIT {

    private static final Duration LIMIT = Duration.ofSeconds(90);

    private static final WindowSettings SHORT_TIMES = new WindowSettings(
            WindowSettings.DEFAULTS.windows(),
            Duration.ofSeconds(2),
            Duration.ofSeconds(2),
            Duration.ofMinutes(10),
            Duration.ofHours(1),
            Duration.ofMillis(250));

    /** As they come, but for how long an event may be out of order. */
    private static final String ORDERS = ShippedDefinitions.text("orders").orElseThrow() + "out_of_order: 2s\n";

    @TempDir
    static Path directory;

    @RegisterExtension
    static final MiniClusterExtension FLINK = new MiniClusterExtension(new MiniClusterResourceConfiguration.Builder()
            .setNumberTaskManagers(1)
            .setNumberSlotsPerTaskManager(2)
            .build());

    private static KafkaBroker broker;
    private JobTopics topics;
    private JobSettings settings;
    private JobClient job;

    @BeforeAll
    static void startBroker() throws Exception {
        broker = KafkaBroker.start(directory.resolve("kafka"));
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @BeforeEach
    void createTopics() throws Exception {
        topics = new JobTopics(broker.bootstrapServers());
        topics.createAll();
        Properties kafka = new Properties();
        kafka.setProperty("bootstrap.servers", broker.bootstrapServers());
        settings = new JobSettings(
                kafka,
                directory.resolve("checkpoints-" + UUID.randomUUID()).toUri().toString(),
                Duration.ofMillis(500),
                Duration.ofMinutes(5),
                2,
                "rocksdb",
                SHORT_TIMES,
                Environment.EMPTY);
    }

    @AfterEach
    void stopJobAndDeleteTopics() throws Exception {
        cancel();
        topics.deleteAll();
        topics.close();
    }

    private void start(Configuration configuration) throws Exception {
        List<PipelineCatalog.Entry> orders = List.of(PipelineCatalog.of(DefinitionFile.read("orders.yaml", ORDERS)));
        job = AnalyticsJob.graph(orders, settings, configuration).executeAsync("orders");
    }

    private void start() throws Exception {
        start(FlinkDefaults.unbounded(settings, "orders"));
    }

    private void cancel() throws Exception {
        job.cancel().get();
        await().atMost(LIMIT).until(() -> job.getJobStatus().get().isGloballyTerminalState());
    }

    private void startFromNewestCheckpoint() throws Exception {
        Configuration configuration = FlinkDefaults.unbounded(settings, "orders");
        configuration.set(
                StateRecoveryOptions.SAVEPOINT_PATH, newestCheckpoint().toString());
        start(configuration);
    }

    private Path newestCheckpoint() throws Exception {
        Path root = Path.of(java.net.URI.create(settings.checkpointDirectory())).resolve("orders");
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.endsWith("_metadata"))
                    .map(Path::getParent)
                    .max(Comparator.comparing(KafkaToKafkaIT::number))
                    .orElseThrow();
        }
    }

    private static int number(Path checkpoint) {
        return Integer.parseInt(checkpoint.getFileName().toString().substring("chk-".length()));
    }

    private static String order(String id, String user, String amount, Instant time) {
        return """
                {"order_id":"%s","user_id":"%s","total_amount":%s,"event_type":"order.created","created_at":"%s"}""".formatted(id, user, amount, time);
    }

    @Test
    void the_worked_example_becomes_final_though_nothing_comes_after_it() throws Exception {
        Instant minute = Instant.parse("2025-11-24T10:50:00Z");
        int[] seconds = {5, 8, 12, 45, 65, 82};
        String[] users = {"u1", "u2", "u1", "u3", "u2", "u1"};
        String[] amounts = {"100.00", "200.00", "150.00", "300.00", "250.00", "180.00"};
        start();
        for (int i = 0; i < seconds.length; i++) {
            topics.send("orders", i % 3, order("o" + i, users[i], amounts[i], minute.plusSeconds(seconds[i])));
        }
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(topics.latestResults())
                        .hasSize(2)
                        .hasEntrySatisfying(
                                "orders||2025-11-24T10:50:00Z",
                                result -> assertThat(result)
                                        .contains("\"unique_users\":3,\"total_orders\":4,\"total_revenue\":750.00,"
                                                + "\"avg_order_value\":187.50,\"refunds\":0,\"refunded_amount\":0.00,"
                                                + "\"net_revenue\":750.00,\"status\":\"final\",\"revision\":0"))
                        .hasEntrySatisfying(
                                "orders||2025-11-24T10:51:00Z",
                                result -> assertThat(result)
                                        .contains("\"unique_users\":2,\"total_orders\":2,\"total_revenue\":430.00")));
    }

    @Test
    void a_backlog_is_counted_without_corrections_however_unevenly_its_partitions_are_read() throws Exception {
        Instant hour = Instant.parse("2025-11-24T10:00:00Z");
        int count = 0;
        for (int partition = 0; partition < 3; partition++) {
            // The first partition is by far the longest, and all of it is there before the others' first.
            int stepSeconds = partition == 0 ? 1 : 60;
            for (int second = 0; second < 3_600; second += stepSeconds) {
                topics.send("orders", partition, order("o" + count++, "u" + second, "1.00", hour.plusSeconds(second)));
            }
        }
        int expected = count;
        start();
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(topics.latestResults()).hasSize(60));
        assertThat(topics.latestResults().values())
                .allSatisfy(
                        result -> assertThat(result).contains("\"revision\":0").contains("\"total_orders\":62"));
        assertThat(expected).isEqualTo(60 * 62);
        await().atMost(LIMIT).untilAsserted(() -> {
            Map<String, Long> ledger = topics.ledgerTotals("orders");
            assertThat(ledger).containsEntry("read", (long) expected).containsEntry("counted", (long) expected);
        });
    }

    @Test
    void a_restart_finishes_the_open_window_and_lets_nothing_old_reopen_a_closed_one() throws Exception {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MINUTES);
        Instant old = now.minus(Duration.ofHours(2));
        start();
        topics.send("orders", 0, order("old", "u1", "10.00", old));
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(topics.latestResults()).hasSize(1));
        String trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        topics.sendTraced("orders", 0, order("open", "u1", "20.00", now), trace);
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(topics.traces("analytics-live"))
                        .containsExactly(Map.entry("orders||" + now, trace)));
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(topics.ledgerTotals("orders")).containsEntry("counted", 2L));
        Path before = newestCheckpoint();
        await().atMost(LIMIT).until(() -> number(newestCheckpoint()) > number(before) + 1);
        cancel();

        startFromNewestCheckpoint();
        topics.send("orders", 0, order("too-late", "u2", "30.00", old));
        topics.send("orders", 1, order("too-late-too", "u2", "30.00", old));
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(topics.values("late-events"))
                        .containsExactlyInAnyOrder(
                                order("too-late", "u2", "30.00", old), order("too-late-too", "u2", "30.00", old)));
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(topics.latestResults())
                        .hasEntrySatisfying(
                                "orders||" + now,
                                result -> assertThat(result).contains("20.00").contains("\"status\":\"final\"")));
        assertThat(topics.latestResults().get("orders||" + old))
                .contains("\"total_orders\":1,\"total_revenue\":10.00")
                .contains("\"revision\":0");
    }

    @Test
    void what_real_records_look_like_is_counted_or_set_aside_with_its_reason() throws Exception {
        topics.create(Inputs.pipelines().stream()
                .map(name -> new TopicDefinition(name, "", 2, Duration.ofDays(1)))
                .toList());
        List<Input> rows = Inputs.all();
        for (int i = 0; i < rows.size(); i++) {
            topics.send(
                    rows.get(i).pipeline(),
                    i % 2,
                    rows.get(i).record(),
                    rows.get(i).headers());
        }
        List<PipelineCatalog.Entry> entries = Inputs.pipelines().stream()
                .map(name -> PipelineCatalog.of(DefinitionFile.read(name + ".yaml", Inputs.definition(name))))
                .toList();
        job = AnalyticsJob.graph(entries, settings, FlinkDefaults.unbounded(settings, "inputs"))
                .executeAsync("inputs");

        await().atMost(LIMIT).untilAsserted(() -> {
            List<String> results = topics.values("analytics-live");
            List<ConsumerRecord<byte[], byte[]>> rejected = topics.records("rejected-events");
            assertThat(rows).allSatisfy(row -> {
                if (row.isAccepted()) {
                    assertThat(results)
                            .anySatisfy(result -> assertThat(result)
                                    .contains("\"row\":\"" + row.row() + "\"", row.expected(), "\"records\":1,"));
                } else {
                    assertThat(rejected).anySatisfy(record -> {
                        assertThat(record.value()).isEqualTo(row.record());
                        assertThat(header(record, SetAsideHeaders.PIPELINE)).isEqualTo(row.pipeline());
                        assertThat(header(record, SetAsideHeaders.REASON)).isEqualTo(row.expected());
                        assertThat(header(record, SetAsideHeaders.DETAIL)).contains(row.field(), row.detail());
                    });
                }
            });
        });
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }
}
