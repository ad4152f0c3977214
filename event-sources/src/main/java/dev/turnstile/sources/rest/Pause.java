package dev.turnstile.sources.rest;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** How long to wait before something is sent again. */
final class Pause {

    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofSeconds(5);
    /** A service that wants more patience is asked all the same. */
    private static final Duration LONGEST_ASKED_FOR = Duration.ofSeconds(30);

    private Pause() {}

    /** Doubles with every attempt, and differs from client to client, so that they don't come back all at once. */
    static Duration after(int attempts) {
        long doubled = SHORTEST.toMillis() << Math.min(attempts - 1, 16);
        long most = Math.min(doubled, LONGEST.toMillis());
        return Duration.ofMillis(most / 2 + ThreadLocalRandom.current().nextLong(most / 2 + 1));
    }

    /** As above, but not before the service's {@code Retry-After} in seconds; a date is not understood. */
    static Duration after(int attempts, HttpResponse<?> response) {
        Duration ours = after(attempts);
        String askedFor = response.headers().firstValue("Retry-After").orElse("");
        if (!askedFor.matches("\\d{1,9}")) {
            return ours;
        }
        long seconds = Math.min(Long.parseLong(askedFor), LONGEST_ASKED_FOR.toSeconds());
        return ours.plusSeconds(seconds);
    }
}
