package dev.turnstile.publishing.idempotency;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.turnstile.publishing.kafka.EventRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;

/**
 * Remembers what was answered to recent requests that had a key, so that a retry gets the same answer.
 *
 * <p>An optimisation, bounded and gone with the process: what makes a retry count once is that the same key gives the
 * same id, and that the job counts an id once.
 */
public final class RecentRequests {

    /** What to do with a request. */
    public sealed interface Claim {

        /** Publish this event, then {@link #settle} the claim. */
        record Publish(EventRecord event) implements Claim {}

        /** This was published before; answer with it. */
        record Replay(EventRecord event) implements Claim {}

        /** The first request with the key is not answered yet. */
        record StillInFlight() implements Claim {}

        /** The key came with another request before. */
        record OtherRequest() implements Claim {}
    }

    /** How the publishing of an event ended. */
    public enum Settlement {
        ACKNOWLEDGED,
        NEVER_SENT,
        UNKNOWN
    }

    static final Duration ACKNOWLEDGED_IS_KEPT = Duration.ofHours(1);

    /**
     * A retry this soon publishes the very same event again, so that it is the same to the last byte, whichever of the
     * two arrived. Later it is stamped anew: an event much older than the clock would be late by its own time.
     */
    static final Duration UNKNOWN_IS_KEPT = Duration.ofSeconds(30);

    /** Ends by itself what nobody settled, which would be a mistake here. */
    private static final Duration IN_FLIGHT_IS_KEPT = Duration.ofMinutes(1);

    private static final long MOST_BYTES = 16L * 1024 * 1024;

    /** The entry, its key and the cache's own book-keeping; measured on JDK 17. */
    private static final int OVERHEAD_BYTES = 340;

    private enum State {
        IN_FLIGHT,
        ACKNOWLEDGED,
        UNKNOWN
    }

    /** Compared by identity, as an event is, which is what replace() wants. */
    private record Entry(Instant at, EventRecord event, State state) {

        private Entry in(State next) {
            return new Entry(at, event, next);
        }

        private Duration lifetime() {
            return switch (state) {
                case IN_FLIGHT -> IN_FLIGHT_IS_KEPT;
                case ACKNOWLEDGED -> ACKNOWLEDGED_IS_KEPT;
                case UNKNOWN -> UNKNOWN_IS_KEPT;
            };
        }
    }

    private final Cache<String, Entry> entries;

    public RecentRequests() {
        this(Ticker.systemTicker());
    }

    RecentRequests(Ticker ticker) {
        this.entries = Caffeine.newBuilder()
                .maximumWeight(MOST_BYTES)
                // One in flight weighs nothing, so that no flood of others can push it out; they are bounded elsewhere.
                .weigher((String id, Entry entry) -> entry.state() == State.IN_FLIGHT
                        ? 0
                        : OVERHEAD_BYTES + entry.event().bytes())
                .expireAfter(Expiry.writing((String id, Entry entry) -> entry.lifetime()))
                .executor(Runnable::run)
                .ticker(ticker)
                .build();
    }

    /**
     * Decides what to do with a request, atomically for its id.
     *
     * @param eventAt the request's event at a time; two requests are the same when it is, to the byte
     */
    public Claim claim(String id, Function<Instant, EventRecord> eventAt, Instant now) {
        ConcurrentMap<String, Entry> byId = entries.asMap();
        while (true) {
            Entry before = byId.get(id);
            if (before == null) {
                Entry first = new Entry(now, eventAt.apply(now), State.IN_FLIGHT);
                if (byId.putIfAbsent(id, first) == null) {
                    return new Claim.Publish(first.event());
                }
            } else if (!before.event().isSame(eventAt.apply(before.at()))) {
                return new Claim.OtherRequest();
            } else if (before.state() == State.IN_FLIGHT) {
                return new Claim.StillInFlight();
            } else if (before.state() == State.ACKNOWLEDGED) {
                return new Claim.Replay(before.event());
            } else if (byId.replace(id, before, before.in(State.IN_FLIGHT))) {
                return new Claim.Publish(before.event());
            }
            // Somebody else was quicker: look again.
        }
    }

    /** Ends what {@link Claim.Publish} began. */
    public void settle(String id, Settlement settlement) {
        entries.asMap().computeIfPresent(id, (key, before) -> switch (settlement) {
            case ACKNOWLEDGED -> before.in(State.ACKNOWLEDGED);
            case UNKNOWN -> before.in(State.UNKNOWN);
            case NEVER_SENT -> null;
        });
    }
}
