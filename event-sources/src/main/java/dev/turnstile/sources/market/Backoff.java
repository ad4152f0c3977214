package dev.turnstile.sources.market;

import java.time.Duration;
import java.util.Random;

/** How long to wait after failures in a row: twice as long each time, up to a limit, and not all clients at once. */
final class Backoff {

    private final Duration first;
    private final Duration longest;
    private final Random random;
    private Duration next;

    Backoff(Duration first, Duration longest, Random random) {
        this.first = first;
        this.longest = longest;
        this.random = random;
        this.next = first;
    }

    /** From half of the time to all of it. */
    Duration afterFailure() {
        long most = next.toMillis();
        next = next.multipliedBy(2).compareTo(longest) > 0 ? longest : next.multipliedBy(2);
        return Duration.ofMillis(most / 2 + random.nextLong(most / 2 + 1));
    }

    void succeeded() {
        next = first;
    }
}
