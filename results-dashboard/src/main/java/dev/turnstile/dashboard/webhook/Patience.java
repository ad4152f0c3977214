package dev.turnstile.dashboard.webhook;

import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.kafka.listener.RetryListener;
import org.springframework.util.backoff.BackOff;
import org.springframework.util.backoff.ExponentialBackOff;

/**
 * How often and how long the receiver is asked to take an alert: after 1 s, 2 s, 4 s … a minute, a little more or less so
 * that several dashboards do not come at once. A day long while it does not answer or is not well; ten minutes when it
 * refuses, because the alerts behind this one wait too.
 */
final class Patience {

    private static final Logger LOG = LoggerFactory.getLogger(Patience.class);
    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);
    private static final Duration JITTER = Duration.ofMillis(250);
    static final Duration WITH_FAILURES = Duration.ofDays(1);
    static final Duration WITH_REFUSALS = Duration.ofMinutes(10);
    private static final int LOGGED_ONE_OF = 10;

    private Patience() {}

    static DefaultErrorHandler errorHandler(WebhookStatus status) {
        DefaultErrorHandler handler = new DefaultErrorHandler(
                (record, failure) -> {
                    status.givenUp();
                    LOG.error("Gave up telling the receiver of {}: {}", place(record), reason(failure));
                },
                backOff(WITH_FAILURES));
        handler.setBackOffFunction((record, failure) ->
                causeOf(failure) instanceof DeliveryException.Refused ? backOff(WITH_REFUSALS) : null);
        handler.setRetryListeners(new FailureListener(status));
        // Each failure is logged above and here, with what one needs to know of it.
        handler.setLogLevel(KafkaException.Level.DEBUG);
        return handler;
    }

    static BackOff backOff(Duration longest) {
        ExponentialBackOff backOff = new ExponentialBackOff(FIRST_WAIT.toMillis(), 2);
        backOff.setMaxInterval(LONGEST_WAIT.toMillis());
        backOff.setJitter(JITTER.toMillis());
        backOff.setMaxElapsedTime(longest.toMillis());
        return backOff;
    }

    private static String reason(@Nullable Exception failure) {
        return failure == null ? "unknown" : String.valueOf(causeOf(failure).getMessage());
    }

    /** The container wraps what the listener throws. */
    private static Throwable causeOf(Exception failure) {
        return failure.getCause() == null ? failure : failure.getCause();
    }

    private static String place(ConsumerRecord<?, ?> record) {
        return record.topic() + "-" + record.partition() + "@" + record.offset();
    }

    private record FailureListener(WebhookStatus status) implements RetryListener {

        @Override
        public void failedDelivery(ConsumerRecord<?, ?> record, @Nullable Exception failure, int attempt) {
            status.failed(reason(failure));
            if (attempt % LOGGED_ONE_OF == 1) {
                LOG.warn("Attempt {} at telling the receiver of {}: {}", attempt, place(record), reason(failure));
            }
        }
    }
}
