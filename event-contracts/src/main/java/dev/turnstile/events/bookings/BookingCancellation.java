package dev.turnstile.events.bookings;

import dev.turnstile.events.json.JsonWriter;
import java.time.Instant;

/**
 * All tickets of a booking are given back: a value on {@code ticket-bookings} too, whose {@code event_type} is {@value #TYPE}.
 *
 * @param timestamp when it was cancelled, to the millisecond
 */
public record BookingCancellation(String bookingId, Instant timestamp) {

    public static final String TYPE = "booking.cancelled";

    /** The record's value as JSON. */
    public byte[] toJson() {
        return JsonWriter.write(json ->
                json.text("booking_id", bookingId).text("event_type", TYPE).time("timestamp", timestamp));
    }
}
