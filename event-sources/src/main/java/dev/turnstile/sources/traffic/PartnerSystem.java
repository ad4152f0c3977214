package dev.turnstile.sources.traffic;

import dev.turnstile.events.Topics;
import dev.turnstile.sources.customers.Activity;
import dev.turnstile.sources.customers.Activity.BookTickets;
import dev.turnstile.sources.customers.Activity.PlaceOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** A partner with a slow system of its own: it writes events straight to the topics, minutes after they happened. */
final class PartnerSystem implements AutoCloseable {

    private static final int MOST_WAITING = 100;
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(5);

    private final Producer<String, byte[]> producer;
    /** A thread of its own: sending blocks while Kafka is away, and the rest of the traffic should not. */
    private final ThreadPoolExecutor sender;

    private final Consumer<String> news;
    private final LongAdder written = new LongAdder();
    private final LongAdder lost = new LongAdder();
    private volatile boolean isInTrouble;

    PartnerSystem(Map<String, Object> kafka, Consumer<String> news) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, "partner-system");
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 2L << 20);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 2_000);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 30_000);
        this.producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
        this.sender = new ThreadPoolExecutor(
                1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MOST_WAITING), (task, full) -> lost.increment());
        this.news = news;
    }

    void write(String id, Activity activity, Instant happenedAt) {
        ProducerRecord<String, byte[]> event = record(id, activity, happenedAt);
        sender.execute(() -> {
            // The callback tells how it ended.
            var unused = producer.send(event, (metadata, failure) -> account(failure));
        });
    }

    long written() {
        return written.sum();
    }

    /** Not written, because Kafka was away for too long. */
    long lost() {
        return lost.sum();
    }

    @Override
    public void close() {
        sender.shutdown();
        producer.close(LONGEST_CLOSE);
    }

    private void account(@Nullable Exception failure) {
        if (failure == null) {
            written.increment();
            isInTrouble = false;
            return;
        }
        lost.increment();
        if (!isInTrouble) {
            isInTrouble = true;
            news.accept("Kafka does not take late events: " + failure.getMessage());
        }
    }

    private static ProducerRecord<String, byte[]> record(String id, Activity activity, Instant happenedAt) {
        if (activity instanceof BookTickets booking) {
            return new ProducerRecord<>(
                    Topics.TICKET_BOOKINGS.name(),
                    id,
                    booking.booked(id, happenedAt).toJson());
        }
        PlaceOrder order = (PlaceOrder) activity;
        return new ProducerRecord<>(
                Topics.ORDERS.name(), id, order.placed(id, happenedAt).toJson());
    }
}
