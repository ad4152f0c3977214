package dev.turnstile.publishing.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.turnstile.publishing.problems.Problem;
import dev.turnstile.publishing.problems.ProblemException;
import dev.turnstile.publishing.problems.ProblemKind;
import io.github.bucket4j.Bucket;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;

/** Bounds how many events a caller may send in a second. */
public final class RateLimit {

    /** The least recently seen caller is forgotten, which gives them a full bucket. */
    private static final int MOST_CALLERS = 10_000;

    private final int eventsPerSecond;
    private final Cache<String, Bucket> buckets = Caffeine.newBuilder()
            .maximumSize(MOST_CALLERS)
            .expireAfterAccess(Duration.ofMinutes(1))
            .executor(Runnable::run)
            .build();

    /**
     * Allows as many at once as in a second.
     *
     * @param eventsPerSecond 0 for no limit
     */
    RateLimit(int eventsPerSecond) {
        this.eventsPerSecond = eventsPerSecond;
    }

    /**
     * Counts events against the caller's rate.
     *
     * @throws ProblemException if the caller has sent too many
     */
    public void take(int events, HttpServletRequest request) {
        if (eventsPerSecond == 0 || events == 0) {
            return;
        }
        var probe = buckets.get(Caller.rateOf(request), caller -> fullBucket()).tryConsumeAndReturnRemaining(events);
        if (!probe.isConsumed()) {
            throw new ProblemException(Problem.of(
                    ProblemKind.TOO_MANY_REQUESTS,
                    "At most " + eventsPerSecond + " events a second are taken from one caller.",
                    Duration.ofNanos(probe.getNanosToWaitForRefill())));
        }
    }

    private Bucket fullBucket() {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(eventsPerSecond).refillGreedy(eventsPerSecond, Duration.ofSeconds(1)))
                .build();
    }
}
