package dev.turnstile.publishing.kafka;

import dev.turnstile.events.TopicDefinition;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.tracing.Tracer;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/** Publishing, for as long as the topic is there that the service names by a bean of type {@link TopicDefinition}. */
@AutoConfiguration
class KafkaAutoConfiguration {

    @Bean
    KafkaSettings kafkaSettings(Environment environment) {
        return KafkaSettings.from(environment);
    }

    @Bean
    KafkaWatch kafkaWatch(KafkaSettings settings, TopicDefinition topic) {
        return new KafkaWatch(settings, topic.name());
    }

    @Bean
    HealthIndicator kafkaHealthIndicator(KafkaWatch watch) {
        return new KafkaHealth(watch);
    }

    @Bean
    KafkaEventPublisher eventPublisher(KafkaSettings settings, KafkaWatch watch, MeterRegistry metrics, Tracer tracer) {
        return new KafkaEventPublisher(settings, watch, metrics, tracer);
    }
}
