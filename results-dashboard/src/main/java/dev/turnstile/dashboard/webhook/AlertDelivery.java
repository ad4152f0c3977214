package dev.turnstile.dashboard.webhook;

import dev.turnstile.dashboard.settings.Settings;
import dev.turnstile.dashboard.settings.Webhook;
import dev.turnstile.events.Topics;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.ContainerProperties.AckMode;
import org.springframework.kafka.listener.ContainerProperties.AssignmentCommitOption;
import org.springframework.kafka.listener.KafkaMessageListenerContainer;
import org.springframework.stereotype.Component;

/**
 * Reads the topic of alerts for the webhook: beside the feed, with a group of its own, whose committed offsets are the
 * queue. What was not taken is still there after a restart, and what was taken is not sent again.
 */
@Component
final class AlertDelivery implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(AlertDelivery.class);
    private static final String GROUP = "turnstile-alert-webhook";
    private static final Duration LONGEST_STOP = Duration.ofSeconds(3);
    private static final Duration BETWEEN_LOGINS = Duration.ofSeconds(10);
    private static final Duration BETWEEN_STARTS = Duration.ofSeconds(10);

    private final @Nullable KafkaMessageListenerContainer<byte[], byte[]> container;
    private final Set<TopicPartition> listenedTo = ConcurrentHashMap.newKeySet();
    private final Thread keeper = new Thread(this::keepRunning, "alert-webhook-keeper");
    private final CountDownLatch stopping = new CountDownLatch(1);

    AlertDelivery(Settings settings, WebhookStatus status) {
        Webhook webhook = settings.webhook();
        this.container = webhook == null ? null : container(settings.kafka(), webhook, status);
    }

    /** Whether there is anyone to tell. */
    boolean isWanted() {
        return container != null;
    }

    /** Whether alerts that come from now on reach it. */
    boolean isListening() {
        return !listenedTo.isEmpty();
    }

    @Override
    public void start() {
        if (container != null) {
            keeper.setDaemon(true);
            keeper.start();
        }
    }

    @Override
    public void stop() {
        stopping.countDown();
        try {
            keeper.join(LONGEST_STOP.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (container != null) {
            container.stop();
        }
    }

    @Override
    public boolean isRunning() {
        return keeper.isAlive();
    }

    private void keepRunning() {
        try {
            do {
                startUnlessRunning();
            } while (!stopping.await(BETWEEN_STARTS.toSeconds(), TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts this thread", e);
        }
    }

    /** Where Kafka cannot even be found yet, which a consumer does not forgive, it is looked for again. */
    private void startUnlessRunning() {
        try {
            if (container != null && !container.isRunning()) {
                container.start();
            }
        } catch (RuntimeException e) {
            LOG.warn("Alerts cannot be read for the webhook, trying again: {}", e.toString());
        }
    }

    private KafkaMessageListenerContainer<byte[], byte[]> container(
            Map<String, String> kafka, Webhook webhook, WebhookStatus status) {
        ContainerProperties properties = new ContainerProperties(Topics.ALERTS.name());
        properties.setGroupId(GROUP);
        properties.setClientId(GROUP);
        properties.setMessageListener(new AlertListener(new Receiver(webhook, Clock.systemUTC()), status));
        properties.setAckMode(AckMode.RECORD);
        // At its very first start the group begins at the end, and that it did is known from then on: an alert that
        // comes
        // while the dashboard is being restarted is not taken for an old one.
        properties.setAssignmentCommitOption(AssignmentCommitOption.LATEST_ONLY);
        properties.setConsumerRebalanceListener(new KnownPositions());
        properties.setAuthExceptionRetryInterval(BETWEEN_LOGINS);
        // It may be waiting for the receiver, or before its next attempt; offsets tell where it was.
        properties.setStopImmediate(true);
        properties.setShutdownTimeout(LONGEST_STOP.toMillis());
        KafkaMessageListenerContainer<byte[], byte[]> container = new KafkaMessageListenerContainer<>(
                new DefaultKafkaConsumerFactory<byte[], byte[]>(consumerSettings(kafka)), properties);
        container.setBeanName("alert-webhook");
        container.setCommonErrorHandler(Patience.errorHandler(status));
        return container;
    }

    private static Map<String, Object> consumerSettings(Map<String, String> connection) {
        Map<String, Object> settings = new HashMap<>(connection);
        settings.put("key.deserializer", ByteArrayDeserializer.class);
        settings.put("value.deserializer", ByteArrayDeserializer.class);
        settings.put("isolation.level", "read_committed");
        settings.put("enable.auto.commit", false);
        settings.put("auto.offset.reset", "latest");
        settings.put("allow.auto.create.topics", false);
        settings.put("max.poll.records", 10);
        settings.put("reconnect.backoff.max.ms", 1_000);
        settings.put("enable.metrics.push", false);
        return settings;
    }

    /**
     * Told after the container has looked up, and committed, where it begins. The partitions that the container itself calls
     * assigned are so a moment earlier, and what came in that moment would be taken for old.
     */
    private final class KnownPositions implements ConsumerRebalanceListener {

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            listenedTo.addAll(partitions);
            LOG.info("Alerts from now on are told to the webhook: {}", partitions);
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            listenedTo.removeAll(partitions);
        }
    }
}
