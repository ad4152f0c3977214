package dev.turnstile.benchmarks;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Orders of one hour of event time, from 100,000 users, spread over three partitions; the same ones for a seed. */
final class OrdersBacklog {

    private static final int USERS = 100_000;
    private static final int PARTITIONS = 3;
    private static final Instant START = Instant.parse("2026-01-05T10:00:00Z");
    private static final long SPAN_MILLIS = 3_600_000;

    private OrdersBacklog() {}

    static void write(String bootstrapServers, String topic, int count) {
        Random random = new Random(12);
        Properties properties = new Properties();
        properties.putAll(
                Map.of("bootstrap.servers", bootstrapServers, "linger.ms", "20", "batch.size", "262144", "acks", "1"));
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < count; i++) {
                // A few seconds of disorder, as parallel producers make it.
                long time = START.toEpochMilli() + i * SPAN_MILLIS / count + random.nextInt(5_000);
                String json = """
                        {"order_id":"%s","user_id":"user-%d","total_amount":%d.%02d,"status":"pending","items_count":1,\
                        "event_type":"order.created","created_at":"%s","items":[{"product_id":"product-%d",\
                        "quantity":1,"price":%d.00}]}""".formatted(
                                new UUID(random.nextLong(), random.nextLong()),
                                random.nextInt(USERS),
                                1 + random.nextInt(500),
                                random.nextInt(100),
                                Instant.ofEpochMilli(time),
                                random.nextInt(1_000),
                                1 + random.nextInt(500));
                var unused = producer.send(
                        new ProducerRecord<>(topic, i % PARTITIONS, null, json.getBytes(StandardCharsets.UTF_8)),
                        OrdersBacklog::failOnError);
            }
        }
    }

    static void failOnError(RecordMetadata metadata, @Nullable Exception failure) {
        if (failure != null) {
            throw new IllegalStateException("the backlog could not be written", failure);
        }
    }
}
