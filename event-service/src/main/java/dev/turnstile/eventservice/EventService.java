package dev.turnstile.eventservice;

import dev.turnstile.events.TopicDefinition;
import dev.turnstile.events.Topics;
import dev.turnstile.publishing.kafka.KafkaSettings;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;

/** The process that takes events of any pipeline. What it shares with the other services is in {@code event-publishing}. */
@SpringBootApplication(proxyBeanMethods = false)
class EventService {

    public static void main(String[] args) {
        SpringApplication.run(EventService.class, args);
    }

    /** Without it no pipeline is known; each publishes to a topic of its own. */
    @Bean
    TopicDefinition topic() {
        return Topics.PIPELINE_DEFINITIONS;
    }

    @Bean
    RunningPipelines runningPipelines(KafkaSettings kafka) {
        return new RunningPipelines(kafka);
    }

    @Bean
    HealthIndicator definitionsHealthIndicator(RunningPipelines pipelines) {
        return () -> (pipelines.isKnown() ? Health.up() : Health.down().withDetail("fault", "not read yet"))
                .withDetail("pipelines", pipelines.names())
                .build();
    }

    @Bean
    OpenApiCustomizer description(RunningPipelines pipelines) {
        return document -> new ApiOfPipelines(pipelines.definitions()).describe(document);
    }
}
