package dev.turnstile.booking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.turnstile.events.Reading;
import dev.turnstile.events.RejectionReason;
import dev.turnstile.publishing.kafka.EventRecord;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BookingRequestTest {

    @Test
    void a_show_a_user_and_a_count_are_a_booking() {
        assertThat(read("{\"event_id\":\"concert-42\",\"user_id\":\"u-7\",\"ticket_count\":2}"))
                .isEqualTo(new Reading.Accepted<>(new BookingRequest("concert-42", "u-7", 2)));
    }

    @Test
    void one_ticket_is_meant_when_none_are_named() {
        assertThat(read("{\"event_id\":\"concert-42\",\"user_id\":\"u-7\",\"ticket_count\":null,\"seat\":\"A1\"}"))
                .isEqualTo(new Reading.Accepted<>(new BookingRequest("concert-42", "u-7", 1)));
    }

    @Test
    void everything_that_is_wrong_is_named() {
        assertThat(problems("{\"event_id\":null,\"ticket_count\":\"2\",\"booking_id\":null}"))
                .extracting(Reading.Problem::field, Reading.Problem::reason)
                .containsExactlyInAnyOrder(
                        tuple("/event_id", RejectionReason.MISSING_FIELD),
                        tuple("/user_id", RejectionReason.MISSING_FIELD),
                        tuple("/ticket_count", RejectionReason.WRONG_TYPE),
                        tuple("/booking_id", RejectionReason.NOT_ALLOWED));
    }

    @ParameterizedTest
    @CsvSource({"0,false", "1,true", "1000,true", "1001,false", "-1,false"})
    void a_booking_is_for_one_to_a_thousand_tickets(int count, boolean isGood) {
        assertThat(read("{\"event_id\":\"e\",\"user_id\":\"u\",\"ticket_count\":" + count + "}"))
                .isInstanceOf(isGood ? Reading.Accepted.class : Reading.Rejected.class);
    }

    @Test
    void the_server_adds_the_id_and_the_time() {
        EventRecord event =
                new BookingRequest("concert-42", "u-7", 2).toEvent("id-1", Instant.parse("2026-11-20T10:30:00.123Z"));

        assertThat(new String(event.value(), StandardCharsets.UTF_8))
                .isEqualTo(
                        "{\"booking_id\":\"id-1\",\"event_id\":\"concert-42\",\"user_id\":\"u-7\",\"ticket_count\":2,"
                                + "\"timestamp\":\"2026-11-20T10:30:00.123Z\"}");
    }

    private static List<Reading.Problem> problems(String json) {
        return ((Reading.Rejected<BookingRequest>) read(json)).problems();
    }

    private static Reading<BookingRequest> read(String json) {
        return BookingRequest.read(json.getBytes(StandardCharsets.UTF_8));
    }
}
