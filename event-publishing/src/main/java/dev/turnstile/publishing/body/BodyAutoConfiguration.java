package dev.turnstile.publishing.body;

import dev.turnstile.publishing.access.RateLimit;
import java.util.List;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Lets controllers take a {@link Submission} or a {@link BatchSubmission}. */
@AutoConfiguration
class BodyAutoConfiguration {

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
