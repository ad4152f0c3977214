package dev.turnstile.publishing.body;

import dev.turnstile.publishing.access.RateLimit;
import dev.turnstile.publishing.problems.ProblemAnswers;
import java.util.List;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Lets controllers take a {@link Submission} or a {@link BatchSubmission}. */
@AutoConfiguration
class BodyAutoConfiguration {

    /** After the filters that say who calls. */
    @Bean
    FilterRegistrationBean<BatchRoom> batchRoom(ProblemAnswers answers) {
        var registration = new FilterRegistrationBean<>(new BatchRoom(answers));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 20);
        return registration;
    }

    @Bean
    WebMvcConfigurer submissions(RateLimit rateLimit) {
        return new WebMvcConfigurer() {
            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(new SubmissionResolver(rateLimit));
            }
        };
    }
}
