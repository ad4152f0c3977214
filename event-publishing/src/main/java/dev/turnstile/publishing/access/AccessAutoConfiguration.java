package dev.turnstile.publishing.access;

import dev.turnstile.publishing.problems.ProblemAnswers;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
import org.springframework.web.filter.CorsFilter;

/** Who may call, from where, and how often. The filters' order is after that of the request's id. */
@AutoConfiguration
class AccessAutoConfiguration {

    private static final int FIRST = Ordered.HIGHEST_PRECEDENCE + 10;

    @Bean
    AccessSettings accessSettings(Environment environment) {
        return AccessSettings.from(environment);
    }

    @Bean
    RateLimit rateLimit(AccessSettings settings) {
        return new RateLimit(settings.eventsPerSecond());
    }

    @Bean
    FilterRegistrationBean<SecurityHeaders> securityHeaders() {
        var registration = new FilterRegistrationBean<>(new SecurityHeaders());
        registration.setOrder(FIRST);
        return registration;
    }

    /** Before the key is asked for: a browser sends none when it asks what it may. */
    @Bean
    FilterRegistrationBean<CorsFilter> otherOrigins(AccessSettings settings) {
        var registration = new FilterRegistrationBean<>(OtherOrigins.filter(settings.origins()));
        registration.setOrder(FIRST + 1);
        return registration;
    }

    @Bean
    FilterRegistrationBean<ApiKeyFilter> apiKeys(AccessSettings settings, ProblemAnswers answers) {
        var registration = new FilterRegistrationBean<>(new ApiKeyFilter(settings.keys(), answers));
        registration.setOrder(FIRST + 2);
        return registration;
    }
}
