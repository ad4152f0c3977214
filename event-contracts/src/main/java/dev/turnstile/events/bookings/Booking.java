package dev.turnstile.events.bookings;

import dev.turnstile.events.Reading;
import dev.turnstile.events.Times;
import dev.turnstile.events.json.JsonReader;
import dev.turnstile.events.json.JsonWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Tickets booked for a show: the value on {@code ticket-bookings}.
 *
 * @param bookingId absent from older producers; such a record's identity is its topic, partition and offset
 * @param eventId the show
 * @param userId who booked
 * @param ticketCount 1 to {@value #MOST_TICKETS}
 * @param timestamp when it was booked, to the millisecond
 */
public record Booking(@Nullable String bookingId, String eventId, String userId, int ticketCount, Instant timestamp) {

    public static final int MOST_TICKETS = 1_000;

    public Booking {
        // So that an event is the same before it is written and once it is read.
        timestamp = timestamp.truncatedTo(ChronoUnit.MILLIS);
    }

    /** Reads a record of the topic; a missing {@code ticket_count} is 1. Unknown fields are passed over. */
    public static Reading<Booking> read(byte @Nullable [] json, Instant now) {
        Instant latest = now.plus(Times.MOST_IN_FUTURE);
        return JsonReader.readRecord(json, in -> {
            String bookingId = null;
            String eventId = null;
            String userId = null;
            Integer ticketCount = null;
            Instant timestamp = null;
            String field;
            while ((field = in.nextField()) != null) {
                switch (field) {
                    case "booking_id" -> bookingId = in.text();
                    case "event_id" -> eventId = in.text();
                    case "user_id" -> userId = in.text();
                    case "ticket_count" -> ticketCount = in.count(MOST_TICKETS);
                    case "timestamp" -> timestamp = in.time(latest);
                    default -> {}
                }
            }
            in.require("event_id", eventId);
            in.require("user_id", userId);
            in.require("timestamp", timestamp);
            if (eventId == null || userId == null || timestamp == null) {
                return new Reading.Rejected<>(in.problems());
            }
            return new Reading.Accepted<>(
                    new Booking(bookingId, eventId, userId, ticketCount == null ? 1 : ticketCount, timestamp));
        });
    }

    /** The record's value as JSON. */
    public byte[] toJson() {
        return JsonWriter.write(json -> json.text("booking_id", bookingId)
                .text("event_id", eventId)
                .text("user_id", userId)
                .number("ticket_count", ticketCount)
                .time("timestamp", timestamp));
    }
}
