package dev.turnstile.local.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.turnstile.kafka.process.BrokerLogins;
import dev.turnstile.kafka.process.KafkaBroker;
import dev.turnstile.local.FreePorts;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The rights that event-sources grant-access gives, and Strimzi by users.yaml, on a broker that asks for them: a service,
 * a pipeline and the dashboard each have what they need, and no more.
 */
@Timeout(300)
class AccessRightsIT {

    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final List<String> CLIENTS = List.of("order-service", "pipeline-orders", "results-dashboard");
    private static final String ADMINISTRATOR = "create-topics";
    private static final Map<String, String> PASSWORDS = Stream.concat(CLIENTS.stream(), Stream.of(ADMINISTRATOR))
            .collect(Collectors.toMap(user -> user, user -> "secret-of-" + user));
    /** As a provider's Kafka is when it is new. */
    private static final BrokerLogins OPEN_WITHOUT_ACLS = new BrokerLogins(PASSWORDS, true);

    private static final BrokerLogins LOGINS = new BrokerLogins(PASSWORDS, false);
    private static final int PORTS = FreePorts.offset();
    private static final URI ORDERS = URI.create("http://127.0.0.1:" + (8092 + PORTS) + "/orders");
    private static final String DASHBOARD = "http://127.0.0.1:" + (8080 + PORTS);

    @TempDir
    private static Path directory;

    private static KafkaBroker broker;
    private static LoggedInPrograms programs;

    private final Client client = new Client();

    /** The two steps of deploy/terraform/aws: rights first, then nothing without. */
    @BeforeAll
    static void start() throws Exception {
        broker = KafkaBroker.start(directory.resolve("kafka"), 0, OPEN_WITHOUT_ACLS);
        programs = new LoggedInPrograms(directory, LOGINS, broker);
        assertThat(programs.eventSources(
                        ADMINISTRATOR, "create-topics", "--replication-factor=1", "--min-insync-replicas=1"))
                .endsWith(" made, 0 were there\n");
        assertThat(programs.eventSources(ADMINISTRATOR, "grant-access", "--administrator=" + ADMINISTRATOR))
                .contains("+ User:order-service: write topic orders\n")
                .endsWith(" given, 0 were there, 0 besides\n");
        broker.stop();
        broker = KafkaBroker.start(directory.resolve("kafka"), broker.port(), LOGINS);
    }

    @AfterAll
    static void stop() {
        if (programs != null) {
            programs.close();
        }
        broker.close();
    }

    @Test
    void each_client_can_do_its_work_with_its_rights() throws Exception {
        assertThat(programs.eventSources(ADMINISTRATOR, "grant-access", "--administrator=" + ADMINISTRATOR))
                .startsWith("grant-access: 0 given, ")
                .endsWith(" were there, 0 besides\n");
        programs.service("order-service", 8092 + PORTS, 9192 + PORTS, Map.of());
        programs.service("results-dashboard", 8080 + PORTS, 9180 + PORTS, Map.of("PIPELINES", "orders"));
        programs.pipeline("orders");
        // A year ago, so that the first minute is over at once.
        try (var producer = producer("order-service", Map.of())) {
            for (int partition = 0; partition < 3; partition++) {
                producer.send(order(partition, "2025-11-24T10:50:05Z")).get();
                producer.send(order(partition, "2025-11-24T10:53:05Z")).get();
            }
        }

        await().atMost(LIMIT)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(client.text(URI.create(
                                DASHBOARD + "/api/results/orders?from=2025-11-24T10:50:00Z&to=2025-11-24T10:51:00Z")))
                        .contains("\"total_orders\":3,\"total_revenue\":30.00", "\"status\":\"final\""));
        assertThat(client.post(
                                ORDERS,
                                "{\"user_id\":\"u-9\",\"items\":[{\"product_id\":\"p\",\"quantity\":1,\"price\":5.00}]}",
                                "only")
                        .status())
                .isEqualTo(201);
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(client.text(URI.create(DASHBOARD + "/api/pipelines")))
                        .contains("\"read\":7,\"adds_up\":true"));
        // A job that may not keep its offsets goes on all the same: nobody would notice.
        await().atMost(LIMIT).until(() -> offsetsOf("turnstile-orders") == 7);
        assertThat(deniedTo(CLIENTS)).isEmpty();
    }

    @Test
    void no_client_can_do_anothers_work() {
        assertThatThrownBy(() -> write("order-service", "transactions"))
                .hasCauseInstanceOf(TopicAuthorizationException.class);
        // Who may write nothing at all is not even given a number as a writer.
        assertThatThrownBy(() -> write("results-dashboard", "analytics-results"))
                .hasCauseInstanceOf(ClusterAuthorizationException.class);
        assertThatThrownBy(() -> read("order-service", "orders")).isInstanceOf(TopicAuthorizationException.class);
        assertThatThrownBy(() -> read("pipeline-orders", "transactions"))
                .isInstanceOf(TopicAuthorizationException.class);
        assertThatThrownBy(() -> inTransaction("pipeline-orders", "turnstile-bookings-results-0"))
                .isInstanceOf(TransactionalIdAuthorizationException.class);
        try (Admin pipeline = Admin.create(settings("pipeline-orders"))) {
            assertThatThrownBy(() -> pipeline.listConsumerGroupOffsets("turnstile-bookings")
                            .partitionsToOffsetAndMetadata()
                            .get())
                    .hasCauseInstanceOf(GroupAuthorizationException.class);
            assertThatThrownBy(() -> pipeline.createTopics(List.of(new NewTopic("mine", 1, (short) 1)))
                            .all()
                            .get())
                    .hasCauseInstanceOf(TopicAuthorizationException.class);
        }
    }

    private static long offsetsOf(String group) throws Exception {
        try (Admin admin = Admin.create(settings(ADMINISTRATOR))) {
            Map<TopicPartition, OffsetAndMetadata> offsets = admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get();
            return offsets.values().stream()
                    .mapToLong(OffsetAndMetadata::offset)
                    .sum();
        }
    }

    /** What the broker has noted of what these asked for and may not. */
    private static List<String> deniedTo(List<String> users) throws IOException {
        try (Stream<String> lines = Files.lines(broker.log())) {
            return lines.filter(line -> line.contains(" Denied "))
                    .filter(line -> users.stream().anyMatch(user -> line.contains("User:" + user + " ")))
                    .toList();
        }
    }

    private static ProducerRecord<byte[], byte[]> order(int partition, String time) {
        String order = """
                {"order_id":"o-%1$s-%2$s","user_id":"u-%1$s","total_amount":10.00,"event_type":"order.created","created_at":"%2$s"}""".formatted(partition, time);
        return new ProducerRecord<>("orders", partition, null, order.getBytes(UTF_8));
    }

    private static void write(String user, String topic) throws Exception {
        try (var producer = producer(user, Map.of())) {
            producer.send(new ProducerRecord<>(topic, new byte[0])).get();
        }
    }

    private static void inTransaction(String user, String transactionalId) {
        try (var producer = producer(user, Map.of("transactional.id", transactionalId))) {
            producer.initTransactions();
        }
    }

    private static void read(String user, String topic) {
        try (var consumer =
                new KafkaConsumer<>(settings(user), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            var partition = new TopicPartition(topic, 0);
            consumer.assign(List.of(partition));
            consumer.seek(partition, 0);
            consumer.poll(Duration.ofSeconds(30));
        }
    }

    private static KafkaProducer<byte[], byte[]> producer(String user, Map<String, String> more) {
        Map<String, Object> settings = settings(user);
        settings.putAll(more);
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static Map<String, Object> settings(String user) {
        Map<String, Object> settings = new HashMap<>(LOGINS.clientSettings(user));
        settings.put("bootstrap.servers", broker.bootstrapServers());
        return settings;
    }
}
