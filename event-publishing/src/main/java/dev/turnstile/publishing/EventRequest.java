package dev.turnstile.publishing;

import dev.turnstile.publishing.kafka.EventRecord;
import java.time.Instant;
import java.util.Optional;

/** What a client asked for, read and found good; it becomes an event once it is given an id and a time. */
public interface EventRequest {

    /** The event as it is published, and as the client sees it; the same for the same request, id and time. */
    EventRecord toEvent(String id, Instant at);

    /** Where it is published, if that is not the service's one topic. */
    default Optional<String> topic() {
        return Optional.empty();
    }
}
