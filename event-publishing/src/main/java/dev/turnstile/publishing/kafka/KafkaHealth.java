package dev.turnstile.publishing.kafka;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Makes readiness follow {@link KafkaWatch}; answers at once from what it saw last. */
final class KafkaHealth implements HealthIndicator {

    private final KafkaWatch watch;

    KafkaHealth(KafkaWatch watch) {
        this.watch = watch;
    }

    @Override
    public Health health() {
        String fault = watch.sight().fault();
        return fault.isEmpty()
                ? Health.up().build()
                : Health.down().withDetail("fault", fault).build();
    }
}
