package dev.turnstile.order;

import dev.turnstile.publishing.contract.StartContract;

class OrderStartIT extends StartContract {

    OrderStartIT() {
        super(TheOrderService.UNDER_TEST);
    }
}
