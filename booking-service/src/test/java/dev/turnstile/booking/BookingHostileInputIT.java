package dev.turnstile.booking;

import dev.turnstile.publishing.contract.HostileInputContract;

class BookingHostileInputIT extends HostileInputContract {

    BookingHostileInputIT() {
        super(TheBookingService.UNDER_TEST);
    }
}
