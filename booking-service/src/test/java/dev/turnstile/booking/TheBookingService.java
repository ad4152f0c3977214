package dev.turnstile.booking;

import dev.turnstile.events.Topics;
import dev.turnstile.events.bookings.Booking;
import dev.turnstile.publishing.contract.ServiceUnderTest;
import java.util.List;

/** What the contracts of all services need to know of this one. */
final class TheBookingService {

    static final ServiceUnderTest UNDER_TEST = new ServiceUnderTest(
            BookingService.class,
            Topics.TICKET_BOOKINGS,
            "/bookings",
            "booking_id",
            "{\"event_id\":\"concert-42\",\"user_id\":\"u-7\",\"ticket_count\":2}",
            "{\"event_id\":\"concert-42\",\"user_id\":\"u-7\",\"ticket_count\":3}",
            "{\"event_id\":\"\",\"ticket_count\":0,\"booking_id\":\"mine\",\"timestamp\":\"2026-11-20T10:30:00Z\"}",
            List.of("/event_id", "/user_id", "/ticket_count", "/booking_id", "/timestamp"),
            new ServiceUnderTest.Undo("DELETE", "", "", 200),
            Booking::read);

    private TheBookingService() {}
}
