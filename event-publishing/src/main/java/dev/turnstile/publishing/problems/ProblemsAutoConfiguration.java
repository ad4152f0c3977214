package dev.turnstile.publishing.problems;

import io.micrometer.core.instrument.MeterRegistry;
import org.apache.catalina.core.StandardHost;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;

/** Request ids, and problems as the answer to every error, wherever it is found. */
@AutoConfiguration(before = ErrorMvcAutoConfiguration.class)
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
    ProblemErrorController problemErrorController(ProblemAnswers answers) {
        return new ProblemErrorController(answers);
    }

    @Bean
    WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> problemsOfTomcat() {
        return factory -> factory.addContextCustomizers(context -> {
            if (context.getParent() instanceof StandardHost host) {
                host.setErrorReportValveClass(ProblemValve.class.getName());
            }
        });
    }

    @Bean
    FilterRegistrationBean<RequestId> requestId() {
        var registration = new FilterRegistrationBean<>(new RequestId());
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }
}
