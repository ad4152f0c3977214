package dev.turnstile.analytics.runtime;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the brokers, every few seconds and in the background, where partitions end. */
final class PartitionEnds implements AutoCloseable {

    static final Duration INTERVAL = Duration.ofSeconds(3);

    private static final Logger LOG = LoggerFactory.getLogger(PartitionEnds.class);
    private static final int REQUEST_MILLIS = 10_000;

    /** More are dropped: they are old news as soon as there is a newer one. */
    private static final int MOST_UNREAD = 3;

    private final Admin admin;
    private final ScheduledExecutorService executor;
    private final ConcurrentLinkedQueue<Answer> answers = new ConcurrentLinkedQueue<>();
    private volatile Set<TopicPartition> partitions = Set.of();
    private volatile Runnable onAnswer = () -> {};

    /**
     * Where partitions ended.
     *
     * @param asOf before the question was sent: everything that was acknowledged until then is before these ends; epoch
     *     milliseconds
     */
    record Answer(long asOf, Map<TopicPartition, Long> ends) {}

    PartitionEnds(Properties kafka) {
        Properties properties = new Properties();
        properties.putAll(kafka);
        properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, REQUEST_MILLIS);
        properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_MILLIS / 2);
        this.admin = Admin.create(properties);
        this.executor = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "partition-ends");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Begins to ask; {@code onAnswer} is called in another thread whenever there is an answer to poll. */
    void start(Runnable listener) {
        onAnswer = listener;
        long millis = INTERVAL.toMillis();
        // Ended by close(); ask() catches what Kafka throws, so that it goes on.
        ScheduledFuture<?> unused = executor.scheduleWithFixedDelay(this::ask, millis, millis, TimeUnit.MILLISECONDS);
    }

    /** Asks for these from now on. */
    void watch(Set<TopicPartition> watched) {
        partitions = Set.copyOf(watched);
    }

    @Nullable
    Answer poll() {
        return answers.poll();
    }

    boolean hasAnswer() {
        return !answers.isEmpty();
    }

    /**
     * Where a partition begins and ends now.
     *
     * @throws ExecutionException if the broker does not say, within seconds
     */
    Range rangeOf(TopicPartition partition) throws ExecutionException, InterruptedException {
        long begin = offset(partition, OffsetSpec.earliest());
        return new Range(begin, offset(partition, OffsetSpec.latest()));
    }

    /** First offset, and one past the last that a reader of committed records can read. */
    record Range(long begin, long end) {}

    private long offset(TopicPartition partition, OffsetSpec spec) throws ExecutionException, InterruptedException {
        return admin.listOffsets(Map.of(partition, spec), committed())
                .partitionResult(partition)
                .get()
                .offset();
    }

    private void ask() {
        Map<TopicPartition, OffsetSpec> question = new HashMap<>();
        partitions.forEach(partition -> question.put(partition, OffsetSpec.latest()));
        if (question.isEmpty()) {
            return;
        }
        long asOf = System.currentTimeMillis();
        try {
            Map<TopicPartition, Long> ends = new HashMap<>();
            Map<TopicPartition, ListOffsetsResultInfo> found =
                    admin.listOffsets(question, committed()).all().get();
            found.forEach((partition, end) -> ends.put(partition, end.offset()));
            if (answers.size() >= MOST_UNREAD) {
                answers.poll();
            }
            answers.add(new Answer(asOf, ends));
            onAnswer.run();
        } catch (ExecutionException | KafkaException e) {
            // Until the brokers answer, nobody knows whether a partition is silent, and event time rightly stands.
            LOG.warn("Kafka does not say where partitions end: {}", String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static ListOffsetsOptions committed() {
        return new ListOffsetsOptions(IsolationLevel.READ_COMMITTED);
    }

    @Override
    public void close() {
        executor.shutdownNow();
        admin.close(Duration.ofSeconds(1));
    }
}
