package dev.turnstile.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class BackoffTest {

    private static final Instant START = Instant.parse("2026-11-20T10:30:00Z");

    private final Backoff backoff = new Backoff();

    @Test
    void failures_in_a_row_wait_longer_and_longer_up_to_half_a_minute() {
        assertThat(secondsAfterFailuresAt(0, 5, 10, 15, 20, 25, 30)).containsExactly(1L, 2L, 4L, 8L, 16L, 30L, 30L);
    }

    @Test
    void after_a_quiet_minute_it_begins_anew() {
        assertThat(secondsAfterFailuresAt(0, 10, 71)).containsExactly(1L, 2L, 1L);
    }

    private List<Long> secondsAfterFailuresAt(long... seconds) {
        return LongStream.of(seconds)
                .mapToObj(second ->
                        backoff.afterFailure(START.plusSeconds(second)).toSeconds())
                .toList();
    }
}
