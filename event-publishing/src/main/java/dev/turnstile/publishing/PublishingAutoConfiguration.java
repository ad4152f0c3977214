package dev.turnstile.publishing;

import dev.turnstile.events.TopicDefinition;
import dev.turnstile.publishing.idempotency.RecentRequests;
import dev.turnstile.publishing.kafka.EventPublisher;
import dev.turnstile.publishing.problems.ProblemAnswers;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** The {@link Intake} of a service. */
@AutoConfiguration
class PublishingAutoConfiguration {

    @Bean
    Intake intake(EventPublisher publisher, TopicDefinition topic, ProblemAnswers answers, MeterRegistry metrics) {
        var publishing = new Publishing(publisher, topic, new RecentRequests(), Clock.systemUTC(), metrics);
        return new Intake(publishing, answers);
    }
}
