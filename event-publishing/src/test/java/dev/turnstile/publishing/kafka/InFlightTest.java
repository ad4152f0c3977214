package dev.turnstile.publishing.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InFlightTest {

    private final InFlight inFlight = new InFlight();

    @Test
    void events_enter_until_the_bytes_are_used_up_and_again_when_one_has_left() {
        long cost = inFlight.enter(1024 * 1024, false);
        for (int i = 1; i < 8; i++) {
            assertThat(inFlight.enter(1024 * 1024, false)).isPositive();
        }

        assertThat(inFlight.enter(1, false)).isZero();

        inFlight.exit(cost);
        assertThat(inFlight.enter(1, false)).isPositive();
    }

    @Test
    void small_events_are_bounded_in_number() {
        int entered = 0;
        while (inFlight.enter(1, false) > 0) {
            entered++;
        }

        assertThat(entered).isEqualTo(8 * 1024 * 1024 / 512);
    }

    @Test
    void in_doubt_only_a_few_go_on_trying() {
        int entered = 0;
        while (inFlight.enter(100, true) > 0) {
            entered++;
        }

        assertThat(entered).isEqualTo(16);
        assertThat(inFlight.enter(100, false)).isPositive();
    }

    @Test
    void a_single_large_event_may_always_try() {
        assertThat(inFlight.enter(64 * 1024, true)).isEqualTo(64 * 1024);
    }

    @Test
    void when_all_have_left_nothing_is_in_flight() {
        long one = inFlight.enter(700, false);
        long two = inFlight.enter(10, false);
        assertThat(inFlight.bytes()).isEqualTo(700 + 512);

        inFlight.exit(one);
        inFlight.exit(two);

        assertThat(inFlight.bytes()).isZero();
    }
}
