package dev.turnstile.sources.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.turnstile.events.Topics;
import dev.turnstile.kafka.process.KafkaBroker;
import dev.turnstile.kafka.process.TopicClient;
import dev.turnstile.sources.run.Pace;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** With a real broker, which may die. */
@Timeout(300)
class KafkaFeedIT {

    private static final Duration LONGEST = Duration.ofSeconds(90);

    @TempDir
    private Path directory;

    @Test
    void every_event_gets_in_once_and_in_order_also_when_the_broker_is_killed_meanwhile() throws Exception {
        try (var broker = KafkaBroker.start(directory)) {
            createTopic(broker);
            var sent = new ArrayList<String>();
            try (var feed = new KafkaFeed("test", kafka(broker), EventWriter.ORDINARY_BYTES, Pace.ENDLESS)) {
                for (int number = 0; number < 100; number++) {
                    if (number == 50) {
                        broker.kill();
                        broker.restart();
                    }
                    assertThat(feed.await(Duration.ofMillis(number))).isTrue();
                    sent.add("event-" + number);
                    feed.write(new OutgoingEvent(
                            Topics.ORDERS,
                            "key",
                            sent.get(number).getBytes(UTF_8),
                            Map.of("number", Integer.toString(number).getBytes(UTF_8))));
                }
            }

            try (var reader = new TopicClient(broker.bootstrapServers())) {
                assertThat(reader.values(Topics.ORDERS.name())).isEqualTo(sent);
                assertThat(reader.records(Topics.ORDERS.name())
                                .get(42)
                                .headers()
                                .lastHeader("number")
                                .value())
                        .isEqualTo("42".getBytes(UTF_8));
            }
        }
    }

    @Test
    void an_event_that_kafka_does_not_take_is_counted_and_told_once_in_a_row() throws Exception {
        try (var broker = KafkaBroker.start(directory)) {
            createTopic(broker);
            List<String> news = new CopyOnWriteArrayList<>();
            var tooLarge = new OutgoingEvent(Topics.ORDERS, "key", new byte[200 * 1024]);
            try (var writer = new EventWriter("test", kafka(broker), 64 * 1024, Duration.ofSeconds(30), news::add)) {
                writer.write(tooLarge);
                writer.write(tooLarge);
                await().atMost(LONGEST).until(() -> writer.lost() == 2);
                writer.write(new OutgoingEvent(Topics.ORDERS, "key", new byte[1024]));
                await().atMost(LONGEST).until(() -> writer.written() == 1);
            }

            assertThat(news).singleElement().asString().startsWith("Kafka does not take events: ");
        }
    }

    private static Map<String, Object> kafka(KafkaBroker broker) {
        return KafkaSettings.from(broker.bootstrapServers(), Map.of());
    }

    private static void createTopic(KafkaBroker broker) throws Exception {
        try (var admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(Topics.ORDERS.name(), 1, (short) 1)))
                    .all()
                    .get(60, TimeUnit.SECONDS);
            admin.listOffsets(Map.of(new TopicPartition(Topics.ORDERS.name(), 0), OffsetSpec.latest()))
                    .all()
                    .get(60, TimeUnit.SECONDS);
        }
    }
}
