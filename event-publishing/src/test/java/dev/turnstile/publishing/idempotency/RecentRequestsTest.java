package dev.turnstile.publishing.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnstile.publishing.idempotency.RecentRequests.Claim;
import dev.turnstile.publishing.idempotency.RecentRequests.Settlement;
import dev.turnstile.publishing.kafka.EventRecord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class RecentRequestsTest {

    private static final Instant NOW = Instant.parse("2026-11-20T10:30:00Z");

    private final AtomicLong nanos = new AtomicLong();
    private final RecentRequests recent = new RecentRequests(nanos::get);

    @Test
    void the_first_request_with_a_key_is_to_be_published() {
        assertThat(textOf(recent.claim("id", request("two tickets"), NOW))).isEqualTo("two tickets at " + NOW);
    }

    @Test
    void until_it_is_settled_another_is_too_early() {
        recent.claim("id", request("two tickets"), NOW);

        assertThat(recent.claim("id", request("two tickets"), NOW)).isEqualTo(new Claim.StillInFlight());
    }

    @Test
    void once_it_is_acknowledged_a_retry_gets_the_event_as_it_was() {
        recent.claim("id", request("two tickets"), NOW);
        recent.settle("id", Settlement.ACKNOWLEDGED);

        Claim retry = recent.claim("id", request("two tickets"), NOW.plusSeconds(7));

        assertThat(retry).isInstanceOf(Claim.Replay.class);
        assertThat(textOf(retry)).isEqualTo("two tickets at " + NOW);
    }

    @Test
    void another_request_with_the_key_is_told_apart_whatever_became_of_the_first() {
        recent.claim("id", request("two tickets"), NOW);
        assertThat(recent.claim("id", request("three tickets"), NOW)).isEqualTo(new Claim.OtherRequest());

        recent.settle("id", Settlement.UNKNOWN);
        assertThat(recent.claim("id", request("three tickets"), NOW)).isEqualTo(new Claim.OtherRequest());

        recent.claim("id", request("two tickets"), NOW);
        recent.settle("id", Settlement.ACKNOWLEDGED);
        assertThat(recent.claim("id", request("three tickets"), NOW)).isEqualTo(new Claim.OtherRequest());
    }

    @Test
    void headers_are_a_part_of_what_is_asked_for() {
        byte[] row = {'1'};
        recent.claim("id", at -> new EventRecord("key", row, Map.of("columns", new byte[] {'a'}), row), NOW);
        recent.settle("id", Settlement.ACKNOWLEDGED);

        assertThat(recent.claim("id", at -> new EventRecord("key", row, Map.of("columns", new byte[] {'a'}), row), NOW))
                .isInstanceOf(Claim.Replay.class);
        assertThat(recent.claim("id", at -> new EventRecord("key", row, Map.of("columns", new byte[] {'b'}), row), NOW))
                .isEqualTo(new Claim.OtherRequest());
        assertThat(recent.claim("id", at -> EventRecord.of("key", row), NOW)).isEqualTo(new Claim.OtherRequest());
    }

    @Test
    void while_its_fate_is_unknown_a_retry_publishes_the_very_same_event() {
        recent.claim("id", request("two tickets"), NOW);
        recent.settle("id", Settlement.UNKNOWN);

        Claim retry = recent.claim("id", request("two tickets"), NOW.plusSeconds(2));

        assertThat(retry).isInstanceOf(Claim.Publish.class);
        assertThat(textOf(retry)).isEqualTo("two tickets at " + NOW);
        assertThat(recent.claim("id", request("two tickets"), NOW)).isEqualTo(new Claim.StillInFlight());
    }

    @Test
    void an_unknown_one_that_is_old_is_stamped_anew_so_that_it_is_not_late() {
        recent.claim("id", request("two tickets"), NOW);
        recent.settle("id", Settlement.UNKNOWN);
        passes(RecentRequests.UNKNOWN_IS_KEPT.plusSeconds(1));

        Instant later = NOW.plus(RecentRequests.UNKNOWN_IS_KEPT).plusSeconds(1);

        assertThat(textOf(recent.claim("id", request("two tickets"), later))).isEqualTo("two tickets at " + later);
    }

    @Test
    void what_was_never_sent_is_forgotten() {
        recent.claim("id", request("two tickets"), NOW);
        recent.settle("id", Settlement.NEVER_SENT);

        assertThat(recent.claim("id", request("three tickets"), NOW)).isInstanceOf(Claim.Publish.class);
    }

    @Test
    void an_acknowledgement_that_comes_late_still_counts() {
        recent.claim("id", request("two tickets"), NOW);
        passes(Duration.ofSeconds(5));
        recent.settle("id", Settlement.ACKNOWLEDGED);

        assertThat(recent.claim("id", request("two tickets"), NOW)).isInstanceOf(Claim.Replay.class);
    }

    @Test
    void answers_are_forgotten_after_an_hour() {
        recent.claim("id", request("two tickets"), NOW);
        recent.settle("id", Settlement.ACKNOWLEDGED);
        passes(RecentRequests.ACKNOWLEDGED_IS_KEPT.plusSeconds(1));

        assertThat(recent.claim("id", request("two tickets"), NOW)).isInstanceOf(Claim.Publish.class);
    }

    @Test
    void memory_is_bounded_by_bytes_and_what_is_in_flight_is_never_pushed_out() {
        recent.claim("in flight", request("two tickets"), NOW);
        String large = "x".repeat(60_000);
        for (int i = 0; i < 1_000; i++) {
            recent.claim("id " + i, request(large), NOW);
            recent.settle("id " + i, Settlement.ACKNOWLEDGED);
        }

        long kept = 0;
        for (int i = 0; i < 1_000; i++) {
            kept += recent.claim("id " + i, request(large), NOW) instanceof Claim.Replay ? 1 : 0;
        }
        assertThat(kept).isBetween(1L, 16L * 1024 * 1024 / 60_000);
        assertThat(recent.claim("in flight", request("two tickets"), NOW)).isEqualTo(new Claim.StillInFlight());
    }

    private void passes(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private static Function<Instant, EventRecord> request(String text) {
        return at -> EventRecord.of("key", (text + " at " + at).getBytes(StandardCharsets.UTF_8));
    }

    private static String textOf(Claim claim) {
        EventRecord event = claim instanceof Claim.Publish publish ? publish.event() : ((Claim.Replay) claim).event();
        return new String(event.answer(), StandardCharsets.UTF_8);
    }
}
