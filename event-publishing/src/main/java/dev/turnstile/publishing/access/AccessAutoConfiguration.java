package dev.turnstile.publishing.access;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/** Who may call, from where, and how often. */
@AutoConfiguration
class AccessAutoConfiguration {

    @Bean
    AccessSettings accessSettings(Environment environment) {
        return AccessSettings.from(environment);
    }

    @Bean
    RateLimit rateLimit(AccessSettings settings) {
        return new RateLimit(settings.eventsPerSecond());
    }
}
