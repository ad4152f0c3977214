package dev.turnstile.kafka.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnstile.events.TopicDefinition;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaBrokerIT {

    private static final TopicPartition NOTES = new TopicPartition("notes", 0);
    private static final TopicDefinition ONE_PARTITION =
            new TopicDefinition(NOTES.topic(), "nothing", 1, Duration.ofDays(1));

    @TempDir
    private Path directory;

    private KafkaBroker broker;

    @BeforeEach
    void start() throws Exception {
        broker = KafkaBroker.start(directory);
    }

    @AfterEach
    void close() {
        broker.close();
    }

    @Test
    void an_acknowledged_record_outlives_a_kill() throws Exception {
        createTopic();
        write("before");

        broker.kill();
        assertThat(broker.isAlive()).isFalse();
        broker.restart();
        write("after");

        assertThat(read(2)).containsExactly("before", "after");
    }

    @Test
    void a_broker_that_is_stopped_ends_in_order() throws Exception {
        broker.stop();

        assertThat(broker.isAlive()).isFalse();
        // Kafka leaves it behind when all its files are closed, and then needs no recovery at the next start.
        assertThat(directory.resolve("topics/.kafka_cleanshutdown")).exists();
    }

    @Test
    void a_suspended_broker_answers_nobody_until_it_is_resumed() throws Exception {
        createTopic();
        try (var producer = producer()) {
            // From now on it knows where the partition is: only the broker's answer can be missing.
            producer.partitionsFor(NOTES.topic());
            broker.suspend();
            var sent = producer.send(new ProducerRecord<>(NOTES.topic(), "patient"));
            assertThatThrownBy(() -> sent.get(2, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);

            broker.resume();
            sent.get(60, TimeUnit.SECONDS);
        }
        assertThat(read(1)).containsExactly("patient");
    }

    @Test
    void topics_are_made_on_purpose_only() throws Exception {
        try (var admin = admin()) {
            assertThatThrownBy(() -> admin.describeTopics(List.of("nobody-made-it"))
                            .allTopicNames()
                            .get())
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(UnknownTopicOrPartitionException.class);
            assertThat(admin.listTopics().names().get()).isEmpty();
        }
    }

    /** What happens now and then just after a topic was made happens here for certain: the broker does not know it yet. */
    @Test
    void who_waits_for_a_topic_that_the_broker_does_not_know_asks_again() throws Exception {
        try (var admin = admin()) {
            long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
            var waiting = new FutureTask<Void>(() -> {
                NewTopics.awaitLeaders(admin, List.of(ONE_PARTITION), deadline);
                return null;
            });
            var thread = new Thread(waiting, "waits-for-leaders");
            thread.start();
            while (!waiting.isDone() && !pauses(thread)) {
                Thread.onSpinWait();
            }
            createTopic();
            waiting.get(60, TimeUnit.SECONDS);
        }
    }

    @Test
    void a_broker_that_cannot_start_says_why(@TempDir Path other) throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> KafkaBroker.start(other, taken.getLocalPort()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("ended while it started")
                    .hasMessageContaining("Address already in use");
        }
    }

    @Test
    void the_log_of_the_run_before_is_kept() throws Exception {
        var first = Files.readString(broker.log());

        broker.restart();

        assertThat(directory.resolve("broker.log.1")).content().startsWith(first);
        assertThat(broker.log()).content().doesNotContain(first);
    }

    private Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
    }

    /** Whether it was turned away, and is about to ask once more. */
    private static boolean pauses(Thread thread) {
        return Arrays.stream(thread.getStackTrace())
                .anyMatch(frame -> frame.getMethodName().startsWith("sleep"));
    }

    private void createTopic() throws Exception {
        NewTopics.create(broker.bootstrapServers(), List.of(ONE_PARTITION));
    }

    private KafkaProducer<String, String> producer() {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()), new StringSerializer(), new StringSerializer());
    }

    private void write(String value) throws Exception {
        try (var producer = producer()) {
            producer.send(new ProducerRecord<>(NOTES.topic(), value)).get(60, TimeUnit.SECONDS);
        }
    }

    private List<String> read(int count) {
        var values = new ArrayList<String>();
        try (var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                new StringDeserializer(),
                new StringDeserializer())) {
            consumer.assign(List.of(NOTES));
            consumer.seekToBeginning(List.of(NOTES));
            long giveUp = System.nanoTime() + Duration.ofSeconds(60).toNanos();
            while (values.size() < count && System.nanoTime() < giveUp) {
                consumer.poll(Duration.ofMillis(200)).forEach(note -> values.add(note.value()));
            }
        }
        return values;
    }
}
