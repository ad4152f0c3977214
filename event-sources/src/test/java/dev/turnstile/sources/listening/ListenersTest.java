package dev.turnstile.sources.listening;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnstile.events.Reading;
import dev.turnstile.events.listening.AuthEvent;
import dev.turnstile.events.listening.ListenEvent;
import dev.turnstile.events.listening.ListeningEvent;
import dev.turnstile.events.listening.PageViewEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ListenersTest {

    private static final Instant NOW = Instant.parse("2025-11-24T10:00:00Z");

    private static List<ListeningEvent> events(long seed, int count) {
        Listeners listeners = new Listeners(seed, new Random(seed), 20);
        return Stream.generate(() -> listeners.next(NOW)).limit(count).toList();
    }

    @Test
    void the_same_seed_makes_the_same_things_happen() {
        assertThat(events(7, 2_000)).isEqualTo(events(7, 2_000)).isNotEqualTo(events(8, 2_000));
    }

    @Test
    void listeners_log_in_look_around_and_mostly_listen() {
        List<ListeningEvent> events = events(1, 20_000);
        long listens = events.stream().filter(ListenEvent.class::isInstance).count();
        long views = events.stream().filter(PageViewEvent.class::isInstance).count();
        long logins = events.stream().filter(AuthEvent.class::isInstance).count();
        assertThat(listens).isGreaterThan(views);
        assertThat(views).isGreaterThan(logins);
        assertThat(logins).isGreaterThan(1_000);
        assertThat(events.stream().map(ListeningEvent::id).distinct()).hasSize(20_000);
    }

    @Test
    void so_many_things_happen_in_a_second_on_average() {
        Listeners listeners = new Listeners(1, new Random(1), 20);
        Duration last = Stream.generate(listeners::nextMoment)
                .limit(20_000)
                .reduce((a, b) -> b)
                .orElseThrow();
        assertThat(last).isBetween(Duration.ofSeconds(950), Duration.ofSeconds(1_050));
    }

    @Test
    void every_event_is_one_that_its_reader_accepts() {
        assertThat(events(1, 5_000))
                .allSatisfy(event -> assertThat(read(event)).isEqualTo(new Reading.Accepted<>(event)));
    }

    private static Reading<?> read(ListeningEvent event) {
        byte[] json = event.toJson();
        if (event instanceof ListenEvent) {
            return ListenEvent.read(json, NOW);
        }
        return event instanceof PageViewEvent ? PageViewEvent.read(json, NOW) : AuthEvent.read(json, NOW);
    }
}
