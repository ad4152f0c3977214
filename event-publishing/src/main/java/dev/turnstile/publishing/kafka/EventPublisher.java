package dev.turnstile.publishing.kafka;

import java.util.concurrent.CompletableFuture;

/** Publishes events. */
public interface EventPublisher {

    /**
     * Sends one event.
     *
     * @return completes once all in-sync replicas have it, which may be after the caller has given up; completes
     *     exceptionally with {@link NotPublished}, and with nothing else
     */
    CompletableFuture<Void> publish(String topic, EventRecord event);
}
