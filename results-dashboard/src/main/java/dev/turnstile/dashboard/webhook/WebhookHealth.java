package dev.turnstile.dashboard.webhook;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Down while the receiver does not take what it is told. The dashboard itself is ready all the same. */
@Component("webhook")
final class WebhookHealth implements HealthIndicator {

    private final AlertDelivery delivery;
    private final WebhookStatus status;

    WebhookHealth(AlertDelivery delivery, WebhookStatus status) {
        this.delivery = delivery;
        this.status = status;
    }

    @Override
    public Health health() {
        if (!delivery.isWanted()) {
            return Health.up().withDetail("receiver", "none").build();
        }
        WebhookStatus.Failure failure = status.failure();
        Health.Builder health = failure == null ? Health.up() : Health.down();
        if (failure != null) {
            health.withDetail("failing_since", failure.since().toString()).withDetail("reason", failure.reason());
        }
        return health.withDetail("listening", delivery.isListening()).build();
    }
}
