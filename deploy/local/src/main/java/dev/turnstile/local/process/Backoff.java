package dev.turnstile.local.process;

import java.time.Duration;
import java.time.Instant;

/** How long to wait before the next attempt: 1 s, 2 s, 4 s, up to 30 s; from the start again after a quiet minute. */
public final class Backoff {

    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final Duration QUIET = Duration.ofMinutes(1);

    private Duration next = SHORTEST;
    private Instant lastFailure = Instant.MIN;

    /** To be called at each failure. */
    public Duration afterFailure(Instant now) {
        if (lastFailure.isBefore(now.minus(QUIET))) {
            next = SHORTEST;
        }
        lastFailure = now;
        var wait = next;
        var doubled = wait.multipliedBy(2);
        next = doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
        return wait;
    }
}
