package dev.turnstile.booking;

import dev.turnstile.publishing.contract.PublishingContract;

class BookingPublishingIT extends PublishingContract {

    BookingPublishingIT() {
        super(TheBookingService.UNDER_TEST);
    }
}
