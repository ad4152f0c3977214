package dev.turnstile.sources.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes events to topics, each once and in order, and knows how many were taken and how many were not.
 *
 * <p>While Kafka is away, events wait in a bounded buffer; when it is full, the caller waits. An event that has waited
 * for longer than the patience is lost, counted, and the first one in a row told. Thread-safe.
 */
public final class EventWriter implements AutoCloseable {

    /** More than any event has, except pictures. */
    public static final int ORDINARY_BYTES = 64 * 1024;

    /** What waits takes so many bytes, or as many as a few of the largest events. */
    private static final long BUFFER_BYTES = 2L << 20;

    private static final long LARGEST_WAITING = 4;

    /** What Kafka adds to an event: batch and record headers. */
    private static final int OVERHEAD_BYTES = 16 * 1024;

    private static final int REQUEST_TIMEOUT_MILLIS = 5_000;
    private static final int LINGER_MILLIS = 5;
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(5);

    private final Producer<String, byte[]> producer;
    private final Consumer<String> news;
    private final LongAdder written = new LongAdder();
    private final LongAdder lost = new LongAdder();
    private final AtomicBoolean isInTrouble = new AtomicBoolean();

    /**
     * @param name by which the broker knows this client
     * @param kafka where it is, by {@link KafkaSettings}
     * @param largestBytes of an event's value; at most 4 MiB, which is what the topics take
     * @param patience how long an event may wait for room and for its acknowledgement, each; at least 6 s
     * @param news what a person should know
     */
    public EventWriter(
            String name, Map<String, Object> kafka, int largestBytes, Duration patience, Consumer<String> news) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, name);
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, largestBytes + OVERHEAD_BYTES);
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, Math.max(BUFFER_BYTES, LARGEST_WAITING * largestBytes));
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, patience.toMillis());
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_TIMEOUT_MILLIS);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, LINGER_MILLIS);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) patience.toMillis());
        this.producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
        this.news = news;
    }

    /** Returns when there is room for the event, which is at once unless Kafka is away. */
    public void write(OutgoingEvent event) {
        ProducerRecord<String, byte[]> record =
                new ProducerRecord<>(event.topic().name(), event.key(), event.value());
        event.headers().forEach((name, value) -> record.headers().add(name, value));
        // The callback tells how it ended.
        var unused = producer.send(record, (metadata, failure) -> account(failure));
    }

    public long written() {
        return written.sum();
    }

    /** Not written, because Kafka was away for too long or does not take the event. */
    public long lost() {
        return lost.sum();
    }

    /** Waits until what was written has been acknowledged, 5 s at most. */
    @Override
    public void close() {
        producer.close(LONGEST_CLOSE);
    }

    private void account(@Nullable Exception failure) {
        if (failure == null) {
            written.increment();
            isInTrouble.set(false);
            return;
        }
        lost.increment();
        if (!isInTrouble.getAndSet(true)) {
            news.accept("Kafka does not take events: " + failure.getMessage());
        }
    }
}
