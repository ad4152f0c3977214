package dev.turnstile.order;

import dev.turnstile.publishing.contract.OutageContract;

class OrderOutageIT extends OutageContract {

    OrderOutageIT() {
        super(TheOrderService.UNDER_TEST);
    }
}
