package dev.turnstile.sources.kafka;

import dev.turnstile.events.TopicDefinition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads one topic, all of it or from now on. Leaves no trace in Kafka: no group, no offsets. */
public final class TopicReader implements AutoCloseable {

    /** In one go, so that large records do not fill the memory. */
    private static final int MOST_RECORDS = 50;

    private static final Duration LONGEST_POLL = Duration.ofMillis(250);

    private final Consumer<byte[], byte[]> consumer;

    /**
     * @param name by which the broker knows this client
     * @param kafka where it is, by {@link KafkaSettings}
     * @throws IllegalStateException in one line, if there is no such topic
     */
    public TopicReader(String name, Map<String, Object> kafka, TopicDefinition topic, boolean isFromStart) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, name);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MOST_RECORDS);
        settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 8 << 20);
        consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        try {
            List<TopicPartition> partitions = consumer.partitionsFor(topic.name()).stream()
                    .map(partition -> new TopicPartition(topic.name(), partition.partition()))
                    .toList();
            if (partitions.isEmpty()) {
                throw new IllegalStateException("there is no topic " + topic.name());
            }
            consumer.assign(partitions);
            if (isFromStart) {
                consumer.seekToBeginning(partitions);
            } else {
                consumer.seekToEnd(partitions);
            }
        } catch (RuntimeException e) {
            consumer.close();
            throw e;
        }
    }

    /** Reads on up to where the topic ends now; what comes meanwhile is left for another time. */
    public void readWhatIsThere(java.util.function.Consumer<ReceivedEvent> each) {
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        while (!ends.isEmpty()) {
            poll(LONGEST_POLL).forEach(each);
            ends.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue());
            consumer.pause(consumer.assignment());
            consumer.resume(ends.keySet());
        }
    }

    /** What is there, or comes within so long. */
    public List<ReceivedEvent> poll(Duration longest) {
        List<ReceivedEvent> events = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(longest)) {
            Map<String, byte[]> headers = new HashMap<>();
            for (Header header : record.headers()) {
                if (header.value() != null) {
                    headers.put(header.key(), header.value());
                }
            }
            events.add(
                    new ReceivedEvent(record.key(), record.value(), headers, Instant.ofEpochMilli(record.timestamp())));
        }
        return events;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
