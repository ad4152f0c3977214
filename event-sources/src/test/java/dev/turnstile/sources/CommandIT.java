package dev.turnstile.sources;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.turnstile.events.Reading;
import dev.turnstile.events.TopicDefinition;
import dev.turnstile.events.Topics;
import dev.turnstile.events.bookings.Booking;
import dev.turnstile.events.orders.Order;
import dev.turnstile.kafka.process.KafkaBroker;
import dev.turnstile.kafka.process.NewTopics;
import dev.turnstile.sources.rest.ServiceFake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The jar as it is run: in a process of its own, with little memory, in a pipe. */
@Timeout(300)
class CommandIT {

    private static final List<TopicDefinition> EVENT_TOPICS = List.of(Topics.TICKET_BOOKINGS, Topics.ORDERS);
    private static final Duration LONGEST = Duration.ofSeconds(90);

    @TempDir
    private Path directory;

    private final ServiceFake service = new ServiceFake();
    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void close() {
        started.forEach(process -> process.destroyForcibly().onExit().join());
        service.close();
    }

    @Test
    void traffic_goes_to_the_services_and_late_events_to_the_topics() throws Exception {
        try (var broker = KafkaBroker.start(directory.resolve("kafka"))) {
            NewTopics.create(broker.bootstrapServers(), EVENT_TOPICS);
            service.answerNext(503);
            Instant start = Instant.now();

            Process traffic =
                    traffic(broker.bootstrapServers(), "--rate", "100", "--late-share", "0.2", "--duration", "PT6S");

            assertThat(ended(traffic)).isZero();
            List<ConsumerRecord<String, byte[]>> late = read(broker);
            assertThat(service.taken()).hasSizeGreaterThan(100);
            assertThat(late).hasSizeGreaterThan(20).allSatisfy(event -> {
                Instant happened = happened(event);
                assertThat(happened).isBefore(start.minusSeconds(50)).isAfter(start.minus(Duration.ofHours(2)));
            });
            // In a pipe there is the summary and nothing else; one 503 is not worth a word.
            assertThat(lines("out")).hasSize(1);
            assertThat(lines("out").get(0)).contains(late.size() + " late;", " 0 refused;", "per second");
            assertThat(lines("err")).isEmpty();
        }
    }

    @Test
    void traffic_stops_on_sigterm_once_all_is_answered() throws Exception {
        Process traffic = traffic("127.0.0.1:1", "--rate", "50", "--late-share", "0");
        await().atMost(LONGEST).until(() -> service.taken().size() > 50);

        traffic.destroy();

        assertThat(ended(traffic)).as("128 + SIGTERM, as any JVM").isEqualTo(143);
        long bookings =
                service.taken().stream().filter(Booking.class::isInstance).count();
        assertThat(lines("out")).hasSize(1);
        assertThat(lines("out").get(0)).startsWith(String.format("%,d bookings, ", bookings));
    }

    @Test
    void without_the_services_traffic_says_so_once_and_waits_for_them() throws Exception {
        var address = service.address();
        service.close();
        Process traffic = traffic("127.0.0.1:1", "--rate", "50", "--late-share", "0");
        await().atMost(LONGEST).until(() -> lines("err").size() == 2);
        assertThat(lines("err")).allMatch(line -> line.contains("does not answer"));

        try (var late = new ServiceFake(address.getPort())) {
            // Those that waited come as themselves.
            await().atMost(LONGEST).until(() -> keys(late).anyMatch(key -> key.endsWith("-0")));
            await().atMost(LONGEST).until(() -> keys(late).anyMatch(key -> key.endsWith("-100")));
            traffic.destroy();
            assertThat(ended(traffic)).isEqualTo(143);
        }
    }

    @Test
    void a_load_prints_its_account_and_nothing_else() throws Exception {
        Process load = start(
                "load",
                "--bookings",
                "300",
                "--orders",
                "300",
                "--clients",
                "16",
                "--bookings-url",
                service.address().toString(),
                "--orders-url",
                service.address().toString());

        assertThat(ended(load)).isZero();
        assertThat(service.taken()).hasSize(600);
        assertThat(lines("err")).isEmpty();
        assertThat(lines("out")).hasSize(1);
        assertThat(lines("out").get(0))
                .startsWith("{\"run\":\"1-")
                .contains("\"total_bookings\":300", "\"total_orders\":300", "\"latency_p99_ms\":")
                .endsWith("}]}");
    }

    private Process traffic(String kafka, String... more) throws IOException {
        String url = service.address().toString();
        return start(Stream.concat(
                        Stream.of("traffic", "--bookings-url", url, "--orders-url", url, "--kafka", kafka),
                        Stream.of(more))
                .toArray(String[]::new));
    }

    private Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx96m",
                "-XX:TieredStopAtLevel=1",
                "-jar",
                Path.of("target", "event-sources.jar").toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectOutput(directory.resolve("out").toFile())
                .redirectError(directory.resolve("err").toFile())
                .start();
        started.add(process);
        return process;
    }

    private static int ended(Process process) throws InterruptedException {
        assertThat(process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS))
                .as("ended in time")
                .isTrue();
        return process.exitValue();
    }

    private List<String> lines(String file) throws IOException {
        return Files.readString(directory.resolve(file), UTF_8).lines().toList();
    }

    private static Stream<String> keys(ServiceFake service) {
        return service.requests().stream().map(ServiceFake.Request::key);
    }

    private static Instant happened(ConsumerRecord<String, byte[]> event) {
        boolean isBooking = event.topic().equals(Topics.TICKET_BOOKINGS.name());
        Reading<?> reading =
                isBooking ? Booking.read(event.value(), Instant.now()) : Order.read(event.value(), Instant.now());
        Object accepted = ((Reading.Accepted<?>) reading).event();
        return accepted instanceof Booking booking ? booking.timestamp() : ((Order) accepted).createdAt();
    }

    private static List<ConsumerRecord<String, byte[]>> read(KafkaBroker broker) {
        var records = new ArrayList<ConsumerRecord<String, byte[]>>();
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", broker.bootstrapServers()),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            var partitions = EVENT_TOPICS.stream()
                    .flatMap(topic -> IntStream.range(0, topic.partitions())
                            .mapToObj(partition -> new TopicPartition(topic.name(), partition)))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            long end = consumer.endOffsets(partitions).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
            await().atMost(LONGEST).until(() -> {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
                return records.size() == end;
            });
        }
        return records;
    }
}
