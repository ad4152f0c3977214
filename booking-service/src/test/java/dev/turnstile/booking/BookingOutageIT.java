package dev.turnstile.booking;

import dev.turnstile.publishing.contract.OutageContract;

class BookingOutageIT extends OutageContract {

    BookingOutageIT() {
        super(TheBookingService.UNDER_TEST);
    }
}
