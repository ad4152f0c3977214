package dev.turnstile.publishing;

import java.time.Instant;

/**
 * What a client asked for, read and found good; it becomes an event once it is given an id and a time.
 *
 * <p>Implemented by records, because two that are equal are the same request under one Idempotency-Key.
 */
public interface EventRequest {

    /** The event as it is published, and as the client sees it. */
    byte[] toEvent(String id, Instant at);

    /** The key of the event's record: its id, or that of what it is about, so that both come to one partition. */
    default String recordKey(String id) {
        return id;
    }
}
