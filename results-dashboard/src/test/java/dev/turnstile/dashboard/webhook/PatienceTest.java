package dev.turnstile.dashboard.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.springframework.util.backoff.BackOffExecution;

class PatienceTest {

    @Test
    void it_asks_again_after_longer_and_longer_waits_up_to_a_minute() {
        long[] waits = waits(Patience.WITH_REFUSALS);

        assertThat(waits[0]).isBetween(750L, 1_250L);
        assertThat(waits[1]).isBetween(1_500L, 2_500L);
        assertThat(waits[3]).isBetween(6_000L, 10_000L);
        assertThat(LongStream.of(waits).allMatch(wait -> wait <= 60_000)).isTrue();
        assertThat(waits[8]).isBetween(45_000L, 60_000L);
    }

    @Test
    void what_is_refused_is_given_up_after_ten_minutes_and_a_receiver_that_is_not_well_after_a_day() {
        assertThat(LongStream.of(waits(Patience.WITH_REFUSALS)).sum()).isBetween(9 * 60_000L, 11 * 60_000L);
        assertThat(LongStream.of(waits(Patience.WITH_FAILURES)).sum()).isBetween(23 * 3_600_000L, 25 * 3_600_000L);
    }

    private static long[] waits(Duration longest) {
        BackOffExecution execution = Patience.backOff(longest).start();
        return LongStream.generate(execution::nextBackOff)
                .takeWhile(wait -> wait != BackOffExecution.STOP)
                .toArray();
    }
}
