package dev.turnstile.order;

import dev.turnstile.events.TopicDefinition;
import dev.turnstile.events.Topics;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** The process that takes orders. What it shares with the other services is in {@code event-publishing}. */
@SpringBootApplication(proxyBeanMethods = false)
class OrderService {

    public static void main(String[] args) {
        SpringApplication.run(OrderService.class, args);
    }

    @Bean
    TopicDefinition topic() {
        return Topics.ORDERS;
    }
}
