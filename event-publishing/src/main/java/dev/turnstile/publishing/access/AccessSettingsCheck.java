package dev.turnstile.publishing.access;

import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** Stops the service over a bad setting before anything else is started. */
final class AccessSettingsCheck implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        AccessSettings.from(context.getEnvironment());
    }
}
