package dev.turnstile.booking;

import dev.turnstile.events.TopicDefinition;
import dev.turnstile.events.Topics;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** The process that takes bookings. What it shares with the other services is in {@code event-publishing}. */
@SpringBootApplication(proxyBeanMethods = false)
class BookingService {

    public static void main(String[] args) {
        SpringApplication.run(BookingService.class, args);
    }

    @Bean
    TopicDefinition topic() {
        return Topics.TICKET_BOOKINGS;
    }
}
