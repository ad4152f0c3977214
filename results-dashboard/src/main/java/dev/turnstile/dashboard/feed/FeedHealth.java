package dev.turnstile.dashboard.feed;

import dev.turnstile.dashboard.store.ResultsStore;
import java.time.Duration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Ready once everything is in that was on the topics at start, and as long as Kafka is not away for long. */
@Component("feed")
final class FeedHealth implements HealthIndicator {

    /** Longer than a broker takes to restart. */
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(15);

    private final FeedStatus status;
    private final ResultsStore store;

    FeedHealth(FeedStatus status, ResultsStore store) {
        this.status = status;
        this.store = store;
    }

    @Override
    public Health health() {
        boolean isUp = store.isCaughtUp() && status.silence().compareTo(LONGEST_SILENCE) < 0;
        return (isUp ? Health.up() : Health.down())
                .withDetail("caught_up", store.isCaughtUp())
                .withDetail("silent_for_seconds", status.silence().toSeconds())
                .withDetail("lag", status.lag())
                .build();
    }
}
