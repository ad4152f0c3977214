package dev.turnstile.booking;

import dev.turnstile.events.Reading;
import dev.turnstile.events.bookings.Booking;
import dev.turnstile.events.json.JsonReader;
import dev.turnstile.publishing.EventRequest;
import dev.turnstile.publishing.kafka.EventRecord;
import java.time.Instant;

/** What a client sends to book: a booking without its id and its time, which are the server's to set. */
record BookingRequest(String eventId, String userId, int ticketCount) implements EventRequest {

    /** Reads a request; a missing {@code ticket_count} is 1. Unknown fields are passed over. */
    static Reading<BookingRequest> read(byte[] json) {
        return JsonReader.read(json, in -> {
            String eventId = null;
            String userId = null;
            Integer ticketCount = null;
            String field;
            while ((field = in.nextField()) != null) {
                switch (field) {
                    case "event_id" -> eventId = in.text();
                    case "user_id" -> userId = in.text();
                    case "ticket_count" -> ticketCount = in.count(Booking.MOST_TICKETS);
                    case "booking_id", "timestamp" -> in.notAllowed("is set by the server");
                    default -> {}
                }
            }
            in.require("event_id", eventId);
            in.require("user_id", userId);
            if (eventId == null || userId == null) {
                return new Reading.Rejected<>(in.problems());
            }
            return new Reading.Accepted<>(new BookingRequest(eventId, userId, ticketCount == null ? 1 : ticketCount));
        });
    }

    @Override
    public EventRecord toEvent(String id, Instant at) {
        return EventRecord.of(id, new Booking(id, eventId, userId, ticketCount, at).toJson());
    }
}
