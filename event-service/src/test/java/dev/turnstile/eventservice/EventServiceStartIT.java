package dev.turnstile.eventservice;

import dev.turnstile.publishing.contract.StartContract;

class EventServiceStartIT extends StartContract {

    EventServiceStartIT() {
        super(TheEventService.UNDER_TEST);
    }
}
