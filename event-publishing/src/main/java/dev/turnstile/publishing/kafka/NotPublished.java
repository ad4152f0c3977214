package dev.turnstile.publishing.kafka;

import org.jspecify.annotations.Nullable;

/** Why an event was not acknowledged. */
public final class NotPublished extends RuntimeException {

    /** What is known of the event. */
    public enum Fate {
        /** It was never handed to Kafka: too much is under way. */
        OVERLOADED,
        /** It was never handed to Kafka: Kafka is not reachable. */
        UNREACHABLE,
        /** It may be in the topic, now or in a moment, or it may be lost. */
        UNKNOWN
    }

    private final Fate fate;

    public NotPublished(Fate fate, @Nullable Throwable cause) {
        // No stack trace: there is one of these for every request while Kafka is away.
        super(fate.name(), cause, false, false);
        this.fate = fate;
    }

    public Fate fate() {
        return fate;
    }
}
