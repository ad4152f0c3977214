package dev.turnstile.order;

import dev.turnstile.publishing.contract.HostileInputContract;

class OrderHostileInputIT extends HostileInputContract {

    OrderHostileInputIT() {
        super(TheOrderService.UNDER_TEST);
    }
}
