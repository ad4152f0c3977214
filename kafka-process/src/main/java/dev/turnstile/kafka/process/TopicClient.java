package dev.turnstile.kafka.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes and reads text on topics as any plain client would, for tests; reads only what is committed. */
public final class TopicClient implements AutoCloseable {

    private final Properties kafka = new Properties();
    private final KafkaProducer<byte[], byte[]> producer;

    public TopicClient(String bootstrapServers) {
        kafka.put("bootstrap.servers", bootstrapServers);
        kafka.put("isolation.level", "read_committed");
        kafka.put("auto.offset.reset", "earliest");
        producer = new KafkaProducer<>(kafka, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Writes a record without a key, and waits until the broker has it. */
    public void send(String topic, int partition, String value) throws ExecutionException, InterruptedException {
        send(topic, partition, value, Map.of());
    }

    /** As {@link #send(String, int, String)}, with headers. */
    public void send(String topic, int partition, String value, Map<String, String> headers)
            throws ExecutionException, InterruptedException {
        send(topic, partition, value.getBytes(UTF_8), headers);
    }

    /** As {@link #send(String, int, String)}, of any bytes. */
    public void send(String topic, int partition, byte[] value, Map<String, String> headers)
            throws ExecutionException, InterruptedException {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, partition, null, value);
        headers.forEach((name, text) -> record.headers().add(name, text.getBytes(UTF_8)));
        producer.send(record).get();
    }

    /** Everything on the topic, partition by partition. */
    public List<ConsumerRecord<byte[], byte[]>> records(String topic) {
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(kafka, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
            return records;
        }
    }

    /** The values on the topic. */
    public List<String> values(String topic) {
        return records(topic).stream()
                .filter(record -> record.value() != null)
                .map(record -> new String(record.value(), UTF_8))
                .toList();
    }

    /** What a reader of upserts has in the end: key → last value. */
    public Map<String, String> latest(String topic) {
        Map<String, String> latest = new TreeMap<>();
        for (ConsumerRecord<byte[], byte[]> record : records(topic)) {
            String key = new String(record.key(), UTF_8);
            if (record.value() == null) {
                latest.remove(key);
            } else {
                latest.put(key, new String(record.value(), UTF_8));
            }
        }
        return latest;
    }

    @Override
    public void close() {
        producer.close();
    }
}
