package dev.turnstile.dashboard;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.turnstile.definitions.Definition;
import dev.turnstile.definitions.DefinitionRecord;
import dev.turnstile.definitions.file.ShippedDefinitions;
import dev.turnstile.events.Money;
import dev.turnstile.events.TopicDefinition;
import dev.turnstile.events.Topics;
import dev.turnstile.events.results.BookingsResult;
import dev.turnstile.events.results.OrdersResult;
import dev.turnstile.events.results.Settlement;
import dev.turnstile.events.results.Status;
import dev.turnstile.kafka.process.KafkaBroker;
import dev.turnstile.kafka.process.NewTopics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Makes the topics and writes to them what the job would. */
final class ResultTopics implements AutoCloseable {

    private final KafkaBroker broker;
    private final Producer<byte[], byte[]> producer;
    private final List<Future<?>> sent = new ArrayList<>();

    private ResultTopics(KafkaBroker broker) {
        this.broker = broker;
        this.producer = new KafkaProducer<>(settings(broker), new ByteArraySerializer(), new ByteArraySerializer());
    }

    static ResultTopics create(KafkaBroker broker) throws Exception {
        NewTopics.create(broker.bootstrapServers(), Topics.all());
        return new ResultTopics(broker);
    }

    /** Tells that a pipeline runs by this definition, as its job does. */
    void define(Definition definition, Map<String, Instant> since) {
        send(
                Topics.PIPELINE_DEFINITIONS,
                definition.pipeline(),
                new DefinitionRecord(definition, since, null, Instant.now()).toJson());
    }

    /** The same of definitions that come with the platform. */
    void define(String... shipped) {
        for (String name : shipped) {
            define(ShippedDefinitions.named(name).orElseThrow(), Map.of());
        }
    }

    static Instant at(String time) {
        return Instant.parse("2025-11-24T" + time + ":00Z");
    }

    static OrdersResult orders(String time, Status status, int revision, int cents) {
        return new OrdersResult(settlement(at(time), status, revision), 1, 1, Money.ofCents(cents));
    }

    static BookingsResult bookings(String show, Instant windowStart, Status status, int revision, int tickets) {
        return new BookingsResult(settlement(windowStart, status, revision), show, tickets, 1, 1);
    }

    void publish(OrdersResult result) {
        send(topicOf(result.settlement()), result.key(), result.toJson());
    }

    void publish(BookingsResult result) {
        send(topicOf(result.settlement()), result.key(), result.toJson());
    }

    /** Writes a result in a transaction that is then taken back, as that of a job which failed. */
    void publishAndAbort(OrdersResult result) throws Exception {
        try (Producer<byte[], byte[]> transactional = transactional()) {
            transactional.initTransactions();
            transactional.beginTransaction();
            transactional
                    .send(new ProducerRecord<>(
                            Topics.RESULTS.name(), result.key().getBytes(UTF_8), result.toJson()))
                    .get(60, TimeUnit.SECONDS);
            transactional.abortTransaction();
        }
    }

    void send(TopicDefinition topic, @Nullable String key, byte @Nullable [] value) {
        send(new ProducerRecord<>(topic.name(), key == null ? null : key.getBytes(UTF_8), value));
    }

    void send(ProducerRecord<byte[], byte[]> record) {
        sent.add(producer.send(record));
    }

    /** Returns once all that was sent is acknowledged. */
    void flush() {
        producer.flush();
        try {
            for (Future<?> send : sent) {
                send.get();
            }
        } catch (ExecutionException | InterruptedException e) {
            throw new AssertionError("The broker did not take a record", e);
        }
        sent.clear();
    }

    @Override
    public void close() {
        flush();
        producer.close();
    }

    private Producer<byte[], byte[]> transactional() {
        Map<String, Object> settings = new HashMap<>(settings(broker));
        settings.put("transactional.id", UUID.randomUUID().toString());
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static Map<String, Object> settings(KafkaBroker broker) {
        return Map.of("bootstrap.servers", broker.bootstrapServers(), "acks", "all", "linger.ms", 5);
    }

    private static TopicDefinition topicOf(Settlement settlement) {
        return settlement.status() == Status.PROVISIONAL ? Topics.LIVE : Topics.RESULTS;
    }

    private static Settlement settlement(Instant windowStart, Status status, int revision) {
        return new Settlement(windowStart, windowStart.plusSeconds(60), status, revision, windowStart.plusSeconds(90));
    }
}
