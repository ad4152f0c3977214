package dev.turnstile.events.bookings;

import static dev.turnstile.events.fixtures.Fixtures.bytes;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnstile.events.Reading.Accepted;
import dev.turnstile.events.Reading.Problem;
import dev.turnstile.events.Reading.Rejected;
import dev.turnstile.events.RejectionReason;
import dev.turnstile.events.Times;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class BookingTest {

    private static final String TOPIC = "ticket-bookings";
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

    @Test
    void a_complete_booking_is_read_field_by_field() {
        assertThat(Booking.read(bytes(TOPIC, "accepted-complete.json"), NOW))
                .isEqualTo(new Accepted<>(new Booking(
                        "0198f7a2-6c1e-7d3a-9b1f-3a5c7e9b1d2f",
                        "concert-42",
                        "u-7",
                        2,
                        Instant.parse("2025-11-24T10:50:09.123Z"))));
    }

    @Test
    void an_older_producers_booking_has_no_id_and_is_for_one() {
        assertThat(Booking.read(bytes(TOPIC, "accepted-older-producer.json"), NOW))
                .isEqualTo(new Accepted<>(
                        new Booking(null, "concert-42", "u-7", 1, Instant.parse("2025-11-24T10:50:09.123Z"))));
    }

    @Test
    void fields_of_the_same_name_further_down_are_not_its_own() {
        Booking booking = ((Accepted<Booking>) Booking.read(bytes(TOPIC, "accepted-unknown-fields.json"), NOW)).event();

        assertThat(booking.eventId()).isEqualTo("concert-42");
        assertThat(booking.userId()).isEqualTo("u-7");
    }

    @Test
    void a_bad_count_is_not_taken_for_a_missing_one() {
        assertThat(Booking.read(bytes(TOPIC, "rejected-OUT_OF_RANGE-zero-tickets.json"), NOW))
                .isInstanceOf(Rejected.class);
    }

    @Test
    void the_future_begins_five_minutes_from_now() {
        Instant latest = NOW.plus(Times.MOST_IN_FUTURE);
        var atTheEdge = new Booking("b", "concert-42", "u-7", 1, latest);
        var beyond = new Booking("b", "concert-42", "u-7", 1, latest.plusMillis(1));

        assertThat(Booking.read(atTheEdge.toJson(), NOW)).isEqualTo(new Accepted<>(atTheEdge));
        assertThat(((Rejected<Booking>) Booking.read(beyond.toJson(), NOW))
                        .first()
                        .reason())
                .isEqualTo(RejectionReason.TIME_IN_FUTURE);
    }

    @Test
    void every_fault_is_named_at_once() {
        byte[] json = "{\"booking_id\":7,\"event_id\":\"\",\"ticket_count\":0,\"timestamp\":\"soon\"}".getBytes(UTF_8);

        assertThat(((Rejected<Booking>) Booking.read(json, NOW)).problems())
                .extracting(Problem::field)
                .containsExactly("/booking_id", "/event_id", "/ticket_count", "/timestamp", "/user_id");
    }

    @Test
    void a_booking_is_the_same_before_it_is_written_and_once_it_is_read() {
        var booking = new Booking("b", "concert-42", "u-7", 2, Instant.parse("2026-11-20T10:30:00.123456789Z"));

        assertThat(Booking.read(booking.toJson(), NOW)).isEqualTo(new Accepted<>(booking));
    }

    @Test
    void is_written_as_the_contract_shows() {
        var booking = new Booking("0198", "concert-42", "u-7", 2, Instant.parse("2026-11-20T10:30:00.123Z"));

        assertThat(new String(booking.toJson(), UTF_8))
                .isEqualTo(
                        "{\"booking_id\":\"0198\",\"event_id\":\"concert-42\",\"user_id\":\"u-7\",\"ticket_count\":2,"
                                + "\"timestamp\":\"2026-11-20T10:30:00.123Z\"}");
    }

    @Test
    void no_value_is_a_rejection() {
        assertThat(((Rejected<Booking>) Booking.read(null, NOW)).first().reason())
                .isEqualTo(RejectionReason.EMPTY);
    }
}
