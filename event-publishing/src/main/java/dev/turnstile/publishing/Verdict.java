package dev.turnstile.publishing;

import dev.turnstile.publishing.kafka.EventRecord;
import dev.turnstile.publishing.problems.Problem;

/** What became of one request for an event. */
sealed interface Verdict {

    /**
     * All in-sync replicas have the event.
     *
     * @param isReplay whether it was there before
     */
    record Published(EventRecord event, boolean isReplay) implements Verdict {}

    /** It was not accepted, or nobody knows what became of it. */
    record Refused(Problem problem) implements Verdict {}
}
