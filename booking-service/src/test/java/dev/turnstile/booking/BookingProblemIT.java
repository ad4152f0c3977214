package dev.turnstile.booking;

import dev.turnstile.publishing.contract.ProblemContract;

class BookingProblemIT extends ProblemContract {

    BookingProblemIT() {
        super(TheBookingService.UNDER_TEST);
    }
}
