package dev.turnstile.analytics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import dev.turnstile.events.TopicDefinition;
import dev.turnstile.events.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes and reads topics as any plain client would; reads only what is committed. */
final class TopicClient implements AutoCloseable {

    private static final Pattern COUNT = Pattern.compile("\"(read|counted|duplicate|ignored|late|rejected)\":(\\d+)");

    private final Properties kafka = new Properties();
    private final Admin admin;
    private final KafkaProducer<byte[], byte[]> producer;

    TopicClient(String bootstrapServers) {
        kafka.put("bootstrap.servers", bootstrapServers);
        kafka.put("isolation.level", "read_committed");
        kafka.put("auto.offset.reset", "earliest");
        admin = Admin.create(kafka);
        producer = new KafkaProducer<>(kafka, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static List<String> names() {
        return Topics.all().stream().map(TopicDefinition::name).toList();
    }

    void createAll() throws Exception {
        admin.createTopics(Topics.all().stream()
                        .map(topic -> new NewTopic(topic.name(), topic.partitions(), (short) 1)
                                .configs(topic.configuration()))
                        .toList())
                .all()
                .get();
    }

    void deleteAll() throws Exception {
        admin.deleteTopics(names()).all().get();
        await().until(() -> admin.listTopics().names().get().stream().noneMatch(names()::contains));
    }

    void send(String topic, int partition, String value) throws Exception {
        producer.send(new ProducerRecord<>(topic, partition, null, value.getBytes(UTF_8)))
                .get();
    }

    List<String> values(String topic) {
        return records(topic).stream()
                .map(record -> new String(record.value(), UTF_8))
                .toList();
    }

    /** What a reader of upserts has in the end: the last value of each key. */
    Map<String, String> latestResults() {
        return latest(Topics.RESULTS.name());
    }

    /** The sums of the ledger over all minutes. */
    Map<String, Long> ledgerTotals(String pipeline) {
        Map<String, Long> totals = new HashMap<>();
        latest(Topics.LEDGER.name()).forEach((key, value) -> {
            if (key.startsWith(pipeline + "|")) {
                Matcher count = COUNT.matcher(value);
                while (count.find()) {
                    totals.merge(count.group(1), Long.valueOf(count.group(2)), Long::sum);
                }
            }
        });
        return totals;
    }

    private Map<String, String> latest(String topic) {
        Map<String, String> latest = new TreeMap<>();
        records(topic)
                .forEach(record -> latest.put(new String(record.key(), UTF_8), new String(record.value(), UTF_8)));
        return latest;
    }

    private List<ConsumerRecord<byte[], byte[]>> records(String topic) {
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

    @Override
    public void close() {
        producer.close();
        admin.close();
    }
}
