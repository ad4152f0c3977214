package dev.turnstile.dashboard.webhook;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How the receiver has taken what it was told, counted, and since when it fails if it does. */
@Component
final class WebhookStatus {

    private final Clock clock = Clock.systemUTC();
    private final Counter delivered;
    private final Counter failed;
    private final Counter givenUp;
    private final Counter skipped;
    private volatile @Nullable Failure failure;

    WebhookStatus(MeterRegistry registry) {
        this.delivered = alerts(registry, "delivered");
        this.givenUp = alerts(registry, "given_up");
        this.skipped = alerts(registry, "skipped");
        this.failed = Counter.builder("dashboard.webhook.attempts.failed")
                .description("Attempts to tell the receiver of an alert that it did not take")
                .register(registry);
        Gauge.builder(
                        "dashboard.webhook.failing",
                        this,
                        status -> status.failingFor().toSeconds())
                .description("How long the receiver has not taken what it is told")
                .baseUnit("seconds")
                .register(registry);
    }

    void delivered() {
        delivered.increment();
        failure = null;
    }

    void failed(String reason) {
        failed.increment();
        Failure before = failure;
        failure = new Failure(before == null ? clock.instant() : before.since(), reason);
    }

    /** What comes next may fare better. */
    void givenUp() {
        givenUp.increment();
        failure = null;
    }

    void skipped() {
        skipped.increment();
    }

    /** Null while all is well. */
    @Nullable
    Failure failure() {
        return failure;
    }

    private Duration failingFor() {
        Failure now = failure;
        return now == null ? Duration.ZERO : Duration.between(now.since(), clock.instant());
    }

    private static Counter alerts(MeterRegistry registry, String outcome) {
        return Counter.builder("dashboard.webhook.alerts")
                .description("Alerts that the receiver was to be told of, by what became of it")
                .tag("outcome", outcome)
                .register(registry);
    }

    /** Since when the receiver fails, and how it did last. */
    record Failure(Instant since, String reason) {}
}
