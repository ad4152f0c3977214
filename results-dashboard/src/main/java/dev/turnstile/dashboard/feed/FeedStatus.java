package dev.turnstile.dashboard.feed;

import java.time.Duration;
import org.springframework.stereotype.Component;

/** How the feed is doing, for whoever asks from another thread. */
@Component
final class FeedStatus {

    private volatile long heardAtNanos = System.nanoTime();
    private volatile long lag;

    /** The brokers answered. */
    void heard() {
        heardAtNanos = System.nanoTime();
    }

    /** How many records there are beyond what was read. */
    void lagIs(long records) {
        lag = records;
    }

    long lag() {
        return lag;
    }

    /** Since the brokers last answered, or since the start if they never did. */
    Duration silence() {
        return Duration.ofNanos(System.nanoTime() - heardAtNanos);
    }
}
