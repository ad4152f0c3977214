package dev.turnstile.publishing;

import dev.turnstile.publishing.problems.Problem;

/** What became of one request for an event. */
sealed interface Verdict {

    /**
     * All in-sync replicas have the event.
     *
     * @param isReplay whether it was there before
     */
    @SuppressWarnings("ArrayRecordComponent") // Handed on once and never compared.
    record Published(String id, byte[] event, boolean isReplay) implements Verdict {}

    /** It was not accepted, or nobody knows what became of it. */
    record Refused(Problem problem) implements Verdict {}
}
