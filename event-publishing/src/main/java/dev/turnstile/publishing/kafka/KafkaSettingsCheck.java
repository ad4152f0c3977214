package dev.turnstile.publishing.kafka;

import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** Stops the service over a bad setting before anything else is started. */
final class KafkaSettingsCheck implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        KafkaSettings.from(context.getEnvironment());
    }
}
