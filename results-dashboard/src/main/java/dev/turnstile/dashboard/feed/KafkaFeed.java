package dev.turnstile.dashboard.feed;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.turnstile.dashboard.json.UnreadableRecordException;
import dev.turnstile.dashboard.settings.Settings;
import dev.turnstile.dashboard.store.ResultsStore;
import dev.turnstile.dashboard.traces.ResultTraces;
import dev.turnstile.events.TraceParent;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.Header;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The one consumer, on a thread of its own: rebuilds the store from the topics and then keeps it up to date. Whatever
 * happens to Kafka it tries again, and a record that cannot be read costs that record.
 */
@Component
final class KafkaFeed implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(KafkaFeed.class);
    private static final Duration LONGEST_POLL = Duration.ofMillis(200);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(3);
    private static final Duration LONGEST_LOOK = Duration.ofSeconds(2);
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofSeconds(1);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(3);
    private static final int MOST_SKIPS_LOGGED = 100;

    private final ResultsStore store;
    private final Map<String, Object> settings;
    private final TopicRecords records;
    private final TopicReader reader;
    private final FeedStatus status;
    private final FeedMetrics metrics;
    private final ResultTraces traces;
    private final Thread thread = new Thread(this::run, "kafka-feed");
    private final CountDownLatch stopping = new CountDownLatch(1);

    KafkaFeed(ResultsStore store, Settings settings, FeedStatus status, FeedMetrics metrics, ResultTraces traces) {
        this.store = store;
        this.settings = ConsumerSettings.of(settings.kafka());
        this.records = new TopicRecords(store, Clock.systemUTC());
        this.reader = new TopicReader(new StartOffsets(Clock.systemUTC()));
        this.status = status;
        this.metrics = metrics;
        this.traces = traces;
        thread.setDaemon(true);
    }

    @Override
    public void start() {
        thread.start();
    }

    @Override
    public void stop() {
        stopping.countDown();
        try {
            thread.join(LONGEST_STOP.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return thread.isAlive();
    }

    private void run() {
        while (!isStopping()) {
            try (Consumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings)) {
                reader.assign(consumer);
                rebuild(consumer);
                follow(consumer);
            } catch (KafkaException e) {
                LOG.warn("Kafka cannot be read, trying again: {}", reason(e));
                pause();
            }
        }
    }

    /** Until everything is in that was there at the start. */
    private void rebuild(Consumer<byte[], byte[]> consumer) {
        if (store.isCaughtUp()) {
            return;
        }
        long start = System.nanoTime();
        Map<TopicPartition, Long> ends = reader.ends(consumer, LONGEST_LOOK);
        long distance = reader.distanceTo(ends);
        while (!isStopping() && reader.distanceTo(ends) > 0) {
            takeNext(consumer);
        }
        if (!isStopping()) {
            status.heard();
            store.caughtUp();
            LOG.info("Caught up with {} records after {} ms", distance, (System.nanoTime() - start) / 1_000_000);
        }
    }

    private void follow(Consumer<byte[], byte[]> consumer) {
        long lookedAt = System.nanoTime();
        while (!isStopping()) {
            takeNext(consumer);
            if (System.nanoTime() - lookedAt > BETWEEN_LOOKS.toNanos()) {
                look(consumer);
                lookedAt = System.nanoTime();
            }
        }
    }

    private void takeNext(Consumer<byte[], byte[]> consumer) {
        ConsumerRecords<byte[], byte[]> polled = consumer.poll(LONGEST_POLL);
        if (!polled.isEmpty()) {
            status.heard();
        }
        polled.forEach(this::take);
        reader.tookAll(consumer);
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        try {
            records.take(record);
            metrics.read(record.topic());
            // What was there at the start has been shown before.
            if (store.isCaughtUp()) {
                traceOf(record)
                        .ifPresent(trace -> traces.shown(
                                trace, record.topic(), new String(record.key(), UTF_8), record.timestamp()));
            }
        } catch (UnreadableRecordException e) {
            if (metrics.skipped(record.topic()) <= MOST_SKIPS_LOGGED) {
                LOG.warn("Skipped {}-{}@{}: {}", record.topic(), record.partition(), record.offset(), e.getMessage());
            }
        } catch (RuntimeException e) {
            // A fault of this program; to stop at the record, again and again, would make it worse.
            metrics.skipped(record.topic());
            LOG.error("Failed at {}-{}@{}", record.topic(), record.partition(), record.offset(), e);
        }
    }

    private static Optional<TraceParent> traceOf(ConsumerRecord<byte[], byte[]> record) {
        Header trace = record.key() == null ? null : record.headers().lastHeader(TraceParent.HEADER);
        return trace == null || trace.value() == null ? Optional.empty() : TraceParent.of(trace.value());
    }

    /** A quiet topic and a broker that is gone look alike to a poll; this tells them apart. */
    private void look(Consumer<byte[], byte[]> consumer) {
        try {
            status.lagIs(reader.distanceTo(reader.ends(consumer, LONGEST_LOOK)));
            status.heard();
        } catch (TimeoutException e) {
            LOG.warn("Kafka has not answered for {} s", status.silence().toSeconds());
            return;
        }
        if (reader.hasMorePartitions(consumer)) {
            reader.assign(consumer);
        }
    }

    private boolean isStopping() {
        return stopping.getCount() == 0;
    }

    private void pause() {
        try {
            if (stopping.await(BETWEEN_ATTEMPTS.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.debug("Stopped before Kafka could be read");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts this thread", e);
        }
    }

    private static String reason(KafkaException e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}
