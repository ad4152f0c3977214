package dev.turnstile.publishing.contract;

import dev.turnstile.events.TopicDefinition;
import dev.turnstile.kafka.process.KafkaBroker;
import dev.turnstile.kafka.process.NewTopics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The real broker that all tests of a module share; it ends with the tests' process. */
public final class TestBroker {

    /** A record of the topic. */
    @SuppressWarnings("ArrayRecordComponent") // Compared by its parts.
    public record Published(String key, byte[] event, Map<String, String> headers) {
        public String json() {
            return new String(event, StandardCharsets.UTF_8);
        }
    }

    private static final Duration LONGEST_READ = Duration.ofSeconds(60);

    private TestBroker() {}

    private static final class Shared {
        private static final KafkaBroker BROKER = start();
    }

    /** Where it is. */
    public static String servers() {
        return broker().bootstrapServers();
    }

    static KafkaBroker broker() {
        return Shared.BROKER;
    }

    public static void createTopic(TopicDefinition topic) {
        try {
            NewTopics.create(broker().bootstrapServers(), List.of(topic));
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new IllegalStateException("cannot create " + topic.name(), e);
        }
    }

    /** Everything that is on a topic now. */
    public static List<Published> read(TopicDefinition topic) {
        List<Published> all = new ArrayList<>();
        Map<String, Object> settings = Map.of("bootstrap.servers", broker().bootstrapServers());
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic.name(), LONGEST_READ).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, LONGEST_READ);
            long giveUp = System.nanoTime() + LONGEST_READ.toNanos();
            while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
                if (System.nanoTime() > giveUp) {
                    throw new IllegalStateException("could not read " + topic.name() + " to its end");
                }
                consumer.poll(Duration.ofMillis(100))
                        .forEach(read -> all.add(new Published(
                                new String(read.key(), StandardCharsets.UTF_8), read.value(), headers(read))));
            }
        }
        return all;
    }

    private static Map<String, String> headers(ConsumerRecord<byte[], byte[]> read) {
        Map<String, String> headers = new TreeMap<>();
        read.headers().forEach(header -> headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
        return headers;
    }

    private static KafkaBroker start() {
        try {
            return KafkaBroker.start(Files.createTempDirectory(Files.createDirectories(Path.of("target")), "broker"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
