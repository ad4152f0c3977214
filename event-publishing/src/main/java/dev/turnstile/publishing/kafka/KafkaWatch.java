package dev.turnstile.publishing.kafka;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks Kafka once a second whether the topic is there, so that nobody who asks has to wait. */
final class KafkaWatch implements AutoCloseable {

    /** What the last look found; {@code fault} is empty when all is well. */
    record Sight(boolean isLooked, String fault) {}

    private static final Logger LOG = LoggerFactory.getLogger(KafkaWatch.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
    private static final int LONGEST_LOOK_MILLIS = 1_500;

    private static final Map<String, Object> ADMIN = Map.of(
            AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
            LONGEST_LOOK_MILLIS,
            AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
            LONGEST_LOOK_MILLIS,
            AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
            500L,
            AdminClientConfig.ENABLE_METRICS_PUSH_CONFIG,
            false);

    private final KafkaSettings settings;
    private final String topic;
    private final Admin admin;
    private final CountDownLatch end = new CountDownLatch(1);
    private volatile Sight sight = new Sight(false, "not looked yet");

    KafkaWatch(KafkaSettings settings, String topic) {
        this.settings = settings;
        this.topic = topic;
        this.admin = Admin.create(settings.with(ADMIN));
        Thread watch = new Thread(this::watch, "kafka-watch");
        watch.setDaemon(true);
        watch.start();
    }

    Sight sight() {
        return sight;
    }

    /** Whether Kafka was looked for and not found; false as long as nothing is known. */
    boolean isAway() {
        Sight now = sight;
        return now.isLooked() && !now.fault().isEmpty();
    }

    @Override
    public void close() {
        end.countDown();
        admin.close(Duration.ZERO);
    }

    private void watch() {
        try {
            do {
                look();
            } while (!end.await(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() throws InterruptedException {
        Sight before = sight;
        sight = new Sight(true, fault());
        // Told when it changes, not once a second.
        if (!sight.equals(before)) {
            if (sight.fault().isEmpty()) {
                LOG.info("Topic {} at {} is there", topic, settings);
            } else if (end.getCount() > 0) {
                LOG.warn("Topic {} at {} is not there: {}", topic, settings, sight.fault());
            }
        }
    }

    private String fault() throws InterruptedException {
        try {
            boolean isLed = admin
                    .describeTopics(List.of(topic))
                    .allTopicNames()
                    .get(2L * LONGEST_LOOK_MILLIS, TimeUnit.MILLISECONDS)
                    .values()
                    .stream()
                    .flatMap(found -> found.partitions().stream())
                    .allMatch(partition -> partition.leader() != null);
            return isLed ? "" : "a partition has no leader";
        } catch (ExecutionException e) {
            boolean isMissing = e.getCause() instanceof UnknownTopicOrPartitionException;
            return isMissing ? "the topic does not exist" : "Kafka does not answer";
        } catch (TimeoutException | KafkaException e) {
            return "Kafka does not answer";
        }
    }
}
