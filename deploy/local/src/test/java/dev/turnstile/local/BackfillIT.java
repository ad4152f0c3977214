package dev.turnstile.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnstile.definitions.file.ShippedDefinitions;
import dev.turnstile.events.TopicDefinition;
import dev.turnstile.kafka.process.KafkaBroker;
import dev.turnstile.kafka.process.TopicClient;
import dev.turnstile.local.flink.BackfillJob;
import dev.turnstile.local.flink.FakeJobManager;
import dev.turnstile.local.flink.FlinkRest;
import dev.turnstile.local.process.CannotGoOn;
import dev.turnstile.local.process.Waiting;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a backfill leaves behind and what it finds, on a real broker; the job that Flink would run is in OperationsIT. */
class BackfillIT {

    private static final TopicDefinition RESULTS =
            new TopicDefinition("analytics-results-backfill", "a window", 3, Duration.ofDays(1));

    private static KafkaBroker broker;
    private static KafkaAdministration kafka;

    @TempDir
    private Path temporary;

    private FakeJobManager jobManager;
    private Backfill backfill;

    @BeforeAll
    static void startBroker() throws Exception {
        broker = KafkaBroker.start(Path.of("target", "backfill-it").toAbsolutePath());
        kafka = new KafkaAdministration(broker.port());
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @BeforeEach
    void create() throws IOException {
        jobManager = new FakeJobManager();
        backfill = backfill("orders");
    }

    @AfterEach
    void close() {
        jobManager.close();
    }

    private Backfill backfill(String pipeline) throws IOException {
        var jar = temporary.resolve("job.jar");
        Files.writeString(jar, "");
        var job = new BackfillJob(
                new FlinkRest(HttpClient.newHttpClient(), jobManager.address()),
                jar,
                pipeline,
                temporary.resolve("no-definition.yaml"),
                "-backfill",
                new Waiting(System.err, false));
        return new Backfill(
                pipeline,
                ShippedDefinitions.named(pipeline),
                "-backfill",
                kafka,
                job,
                temporary.resolve("checkpoints"));
    }

    private static Set<String> topics() throws InterruptedException {
        return kafka.existing(List.of(RESULTS));
    }

    @Test
    void it_writes_to_topics_of_its_own_with_settings_of_its_own_and_nothing_is_left_when_it_has_ended()
            throws Exception {
        Path checkpoint = Files.createDirectories(temporary.resolve("checkpoints/orders-backfill/job/chk-1"));

        backfill.start(List.of("DEDUP_HORIZON=24h"), 1);

        assertThat(jobManager.submissions())
                .singleElement()
                .satisfies(job -> assertThat(job.path("programArgsList"))
                        .extracting(JsonNode::asText)
                        .containsExactly(
                                "--pipeline=orders",
                                "--set=OUTPUT_SUFFIX=-backfill",
                                "--set=PARALLELISM=1",
                                "--set=DEDUP_HORIZON=24h"));
        assertThat(topics()).isNotEmpty();

        backfill.end();

        assertThat(jobManager.states()).containsExactly("CANCELED");
        assertThat(topics()).isEmpty();
        assertThat(checkpoint).doesNotExist();
        assertThatThrownBy(backfill::end)
                .isInstanceOf(CannotGoOn.class)
                .hasMessage("There is no backfill of orders with the suffix -backfill");
    }

    /** A window that was corrected in an earlier attempt would win against its better numbers. */
    @Test
    void it_does_not_start_into_what_an_earlier_one_has_written() throws Exception {
        kafka.create(List.of(RESULTS));

        assertThatThrownBy(() -> backfill.start(List.of(), 1)).hasMessageContaining("jobs end-backfill orders");

        backfill.end();
        backfill.start(List.of(), 1);
        backfill.end();
    }

    @Test
    void one_that_flink_refuses_leaves_nothing_behind() throws Exception {
        jobManager.refuse("E: outer\nCaused by: dev.turnstile.SettingException: setting PARALLELISM is 'many'");

        assertThatThrownBy(() -> backfill.start(List.of("PARALLELISM=many"), 1))
                .hasMessage("orders-backfill is not started: setting PARALLELISM is 'many'");

        assertThat(topics()).isEmpty();
    }

    @Test
    void it_takes_nothing_from_the_jobs_that_run() {
        jobManager.setFreeSlots(0);

        assertThatThrownBy(() -> backfill.start(List.of(), 1))
                .hasMessageContaining("would take 1 slots, and Flink has 0 free")
                .hasMessageContaining("rescale");
    }

    @Test
    void what_cannot_be_published_is_not_computed() {
        assertThatThrownBy(() -> backfill("market"))
                .hasMessage("There is no backfill of market: its results are not in analytics-results. There is one of"
                        + " every definition, and of video");
    }

    /** As the job commits what it has read with its checkpoints. */
    @Test
    void a_group_has_read_a_topic_once_it_has_committed_its_ends_or_nearly() throws Exception {
        var topic = new TopicDefinition("to-be-read", "id", 2, Duration.ofDays(1));
        kafka.create(List.of(topic));
        try (var client = new TopicClient(broker.bootstrapServers());
                var admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            for (int i = 0; i < 30; i++) {
                client.send(topic.name(), 1, "a record");
            }
            var ends = kafka.ends(List.of(topic.name()));
            assertThat(ends).isEqualTo(Map.of(new TopicPartition(topic.name(), 1), 30L));
            assertThat(kafka.hasRead("a-group", ends)).isFalse();

            commit(admin, topic, 19);
            assertThat(kafka.hasRead("a-group", ends)).isFalse();
            commit(admin, topic, 20);
            assertThat(kafka.hasRead("a-group", ends)).isTrue();

            kafka.deleteGroup("a-group");
            assertThat(kafka.hasRead("a-group", ends)).isFalse();
            kafka.deleteGroup("a-group");
        }
    }

    private static void commit(Admin admin, TopicDefinition topic, long offset) throws Exception {
        admin.alterConsumerGroupOffsets(
                        "a-group", Map.of(new TopicPartition(topic.name(), 1), new OffsetAndMetadata(offset)))
                .all()
                .get();
    }
}
