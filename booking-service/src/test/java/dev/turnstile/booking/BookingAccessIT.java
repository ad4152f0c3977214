package dev.turnstile.booking;

import dev.turnstile.publishing.contract.AccessContract;

class BookingAccessIT extends AccessContract {

    BookingAccessIT() {
        super(TheBookingService.UNDER_TEST);
    }
}
