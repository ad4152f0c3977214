package dev.turnstile.publishing.kafka;

import java.util.concurrent.atomic.AtomicLong;

/** Bounds what has been handed to Kafka and is not acknowledged yet, by bytes. */
final class InFlight {

    /** Well below the heap, and below the producer's own buffer, so that a send never waits for room in it. */
    static final long MOST_BYTES = 8L * 1024 * 1024;

    /** While Kafka seems to be away a few go on trying, because it may only seem so; the others fail at once. */
    static final long MOST_BYTES_IN_DOUBT = 8L * 1024;

    /** A small event costs as much as this; it is more than its own bytes that are kept for it. */
    private static final long LEAST_COST_BYTES = 512;

    private final AtomicLong bytes = new AtomicLong();

    /** Returns the cost, to be given back by {@link #exit}, or 0 when there is no room. */
    long enter(int eventBytes, boolean isInDoubt) {
        long cost = Math.max(eventBytes, LEAST_COST_BYTES);
        long most = isInDoubt ? MOST_BYTES_IN_DOUBT : MOST_BYTES;
        while (true) {
            long before = bytes.get();
            // A single event may always try, however large it is.
            if (before > 0 && before + cost > most) {
                return 0;
            }
            if (bytes.compareAndSet(before, before + cost)) {
                return cost;
            }
        }
    }

    void exit(long cost) {
        bytes.addAndGet(-cost);
    }

    long bytes() {
        return bytes.get();
    }
}
