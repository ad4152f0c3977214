package dev.turnstile.publishing.problems;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;

/** Request ids, and problems as the answer to every error. */
@AutoConfiguration
class ProblemsAutoConfiguration {

    @Bean
    ProblemAnswers problemAnswers(MeterRegistry metrics) {
        return new ProblemAnswers(metrics);
    }

    @Bean
    ProblemAdvice problemAdvice(ProblemAnswers answers) {
        return new ProblemAdvice(answers);
    }

    @Bean
    FilterRegistrationBean<RequestId> requestId() {
        var registration = new FilterRegistrationBean<>(new RequestId());
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }
}
