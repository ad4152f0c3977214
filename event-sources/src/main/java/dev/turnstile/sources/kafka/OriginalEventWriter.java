package dev.turnstile.sources.kafka;

import dev.turnstile.events.Topics;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Writes events that were on a topic before, byte for byte: any key, any value. */
public final class OriginalEventWriter implements AutoCloseable {

    private static final int LARGEST_REQUEST_BYTES = Topics.LARGEST_RECORD_BYTES + (128 << 10);

    private final Producer<byte[], byte[]> producer;
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

    /**
     * @param name by which the broker knows this client
     * @param kafka where it is, by {@link KafkaSettings}
     */
    public OriginalEventWriter(String name, Map<String, Object> kafka) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, name);
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, LARGEST_REQUEST_BYTES);
        producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Waits while Kafka has no room, a minute at most. */
    public void write(String topic, ReceivedEvent event) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, event.key(), event.value());
        event.headers().forEach((name, value) -> record.headers().add(name, value));
        // The callback tells how it ended.
        var unused = producer.send(record, (metadata, exception) -> {
            if (exception != null) {
                failure.compareAndSet(null, exception);
            }
        });
    }

    /**
     * Returns when all are acknowledged.
     *
     * @throws IllegalStateException if one is not
     */
    public void awaitAcknowledged() {
        producer.flush();
        Exception first = failure.get();
        if (first != null) {
            throw new IllegalStateException(
                    "not all were sent, Kafka does not take them: " + first.getMessage(), first);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
