package dev.turnstile.booking;

import dev.turnstile.publishing.contract.StartContract;

class BookingStartIT extends StartContract {

    BookingStartIT() {
        super(TheBookingService.UNDER_TEST);
    }
}
