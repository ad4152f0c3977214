package dev.turnstile.sources.backfill;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnstile.sources.kafka.ReceivedEvent;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReplacementTest {

    private static final Instant SWITCHED = Instant.parse("2025-11-24T12:00:00Z");

    private static ReceivedEvent record(@Nullable String value, String time) {
        return new ReceivedEvent(
                new byte[0],
                value == null ? null : value.getBytes(UTF_8),
                Map.of(),
                Instant.parse("2025-11-24T" + time + "Z"));
    }

    @Test
    void what_was_there_goes_and_what_was_computed_comes_whatever_its_revision() {
        Replacement replacement = Replacement.of(
                Map.of(
                        "a",
                        record("old a", "11:59:59"),
                        "b",
                        record("old b", "11:00:00"),
                        "c",
                        record(null, "11:00:00")),
                Map.of(),
                Map.of("b", record("new b", "11:30:00"), "d", record("new d", "11:30:00")),
                SWITCHED);

        assertThat(replacement.results())
                .containsExactlyInAnyOrderEntriesOf(Map.of("a", "", "b", "new b", "d", "new d"));
        assertThat(replacement.taken()).isEqualTo(1);
        assertThat(replacement.published()).isEqualTo(2);
    }

    @Test
    void what_the_job_says_since_it_took_the_place_stays() {
        Replacement replacement = Replacement.of(
                Map.of("a", record("newest a", "12:00:00"), "b", record("newest b", "12:00:01")),
                Map.of(
                        "b",
                        record("live b", "12:00:00"),
                        "c",
                        record("old c", "11:59:00"),
                        "d",
                        record(null, "11:59:00")),
                Map.of("a", record("new a", "11:30:00")),
                SWITCHED);

        assertThat(replacement.results()).isEmpty();
        assertThat(replacement.live()).containsExactly("c");
    }
}
