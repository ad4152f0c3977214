package dev.turnstile.publishing.kafka;

import java.util.concurrent.CompletableFuture;

/** Publishes events to the service's topic. */
public interface EventPublisher {

    /**
     * Sends one event.
     *
     * @param key its record's key
     * @param event its record's value
     * @return completes once all in-sync replicas have it, which may be after the caller has given up; completes
     *     exceptionally with {@link NotPublished}, and with nothing else
     */
    CompletableFuture<Void> publish(String key, byte[] event);
}
