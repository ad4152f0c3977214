package dev.turnstile.sources.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PaceTest {

    @Test
    void a_moment_is_waited_for_and_never_early() throws Exception {
        Pace pace = new Pace(Pace.ENDLESS);

        assertThat(pace.await(Duration.ofMillis(200))).isTrue();
        assertThat(pace.elapsed()).isGreaterThanOrEqualTo(Duration.ofMillis(200));
    }

    @Test
    void what_an_outage_has_held_up_is_not_caught_up_with() throws Exception {
        Pace pace = new Pace(Pace.ENDLESS);
        pace.await(Duration.ofMillis(0));
        // As if whoever waits had been held up for 1.5 s.
        new Pace(Duration.ofMillis(1_500)).awaitEnd();
        pace.await(Duration.ofMillis(10));
        Duration resumed = pace.elapsed();

        pace.await(Duration.ofMillis(110));

        assertThat(pace.elapsed().minus(resumed)).isGreaterThanOrEqualTo(Duration.ofMillis(90));
    }

    /** Otherwise these would take two seconds each, and the class too long. */
    @Test
    void a_pause_is_as_long_as_it_says_whatever_held_things_up_before() throws Exception {
        Pace pace = new Pace(Pace.ENDLESS);
        pace.await(Duration.ZERO);
        new Pace(Duration.ofSeconds(2)).awaitEnd();
        pace.await(Duration.ofMillis(10));
        for (int i = 0; i < 40; i++) {
            assertThat(pace.pause(Duration.ofMillis(10))).isTrue();
        }
        pace.stop();
        assertThat(pace.pause(Duration.ofDays(1))).isFalse();
    }

    @Test
    void when_its_time_is_over_no_moment_comes_any_more() throws Exception {
        Pace pace = new Pace(Duration.ofMillis(50));

        assertThat(pace.await(Duration.ofMillis(60))).isFalse();
        assertThat(pace.await(Duration.ZERO)).isFalse();
    }

    @Test
    void a_stop_ends_the_wait() throws Exception {
        Pace pace = new Pace(Pace.ENDLESS);
        var waiting = CompletableFuture.supplyAsync(() -> {
            try {
                return pace.await(Duration.ofDays(1));
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });

        pace.stop();

        assertThat(waiting.get(30, TimeUnit.SECONDS)).isFalse();
        assertThat(pace.isStopped()).isTrue();
        pace.awaitEnd();
    }

    @Test
    void arrivals_have_their_rate_on_average_and_differ_from_one_to_the_next() {
        Arrivals arrivals = new Arrivals(50, new Random(7));
        Duration first = arrivals.next();
        Duration second = arrivals.next();
        Duration last = second;
        for (int event = 2; event < 10_000; event++) {
            last = arrivals.next();
        }

        assertThat(second.minus(first)).isNotEqualTo(first);
        assertThat(10_000 / (last.toMillis() / 1000.0)).isBetween(48.0, 52.0);
        assertThat(new Arrivals(50, new Random(7)).next()).isEqualTo(first);
    }
}
