package dev.turnstile.booking;

import dev.turnstile.events.Reading;
import dev.turnstile.events.RejectionReason;
import dev.turnstile.events.bookings.BookingCancellation;
import dev.turnstile.events.json.JsonDocument;
import dev.turnstile.publishing.EventRequest;
import dev.turnstile.publishing.kafka.EventRecord;
import java.time.Instant;

/** What a client asks for to cancel a booking. Whether there is such a booking, the analytics finds. */
record CancellationRequest(String bookingId) implements EventRequest {

    static Reading<CancellationRequest> of(String bookingId) {
        String fault = JsonDocument.faultOf(bookingId, JsonDocument.MOST_CHARACTERS);
        return fault == null
                ? new Reading.Accepted<>(new CancellationRequest(bookingId))
                : Reading.rejected(RejectionReason.INVALID_TEXT, "the id in the path: " + fault);
    }

    /** A booking is cancelled once, so the event is told apart by the booking, and has no id of its own. */
    @Override
    public EventRecord toEvent(String id, Instant at) {
        return EventRecord.of(bookingId, new BookingCancellation(bookingId, at).toJson());
    }
}
