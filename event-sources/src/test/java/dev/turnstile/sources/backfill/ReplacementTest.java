package dev.turnstile.sources.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReplacementTest {

    private static final Instant SWITCHED = Instant.parse("2025-11-24T12:00:00Z");
    private static final Instant BEFORE = SWITCHED.minusMillis(1);

    @Test
    void what_was_there_goes_and_what_was_computed_comes() {
        Replacement replacement = Replacement.of(
                Map.of("a", BEFORE, "b", BEFORE), Map.of(), Map.of("b", "new b", "d", "new d"), SWITCHED);

        assertThat(replacement.results())
                .containsExactlyInAnyOrderEntriesOf(Map.of("a", "", "b", "new b", "d", "new d"));
        assertThat(replacement.taken()).isEqualTo(1);
        assertThat(replacement.published()).isEqualTo(2);
    }

    @Test
    void what_the_job_says_since_it_took_the_place_stays() {
        Replacement replacement = Replacement.of(
                Map.of("a", SWITCHED, "b", SWITCHED.plusSeconds(1)),
                Map.of("b", SWITCHED, "c", BEFORE),
                Map.of("a", "new a"),
                SWITCHED);

        assertThat(replacement.results()).isEmpty();
        assertThat(replacement.live()).containsExactly("c");
    }
}
