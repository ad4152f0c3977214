package dev.turnstile.booking;

import dev.turnstile.publishing.contract.OperationsContract;

class BookingOperationsIT extends OperationsContract {

    BookingOperationsIT() {
        super(TheBookingService.UNDER_TEST);
    }
}
