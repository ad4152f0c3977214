package dev.turnstile.order;

import dev.turnstile.publishing.contract.AccessContract;

class OrderAccessIT extends AccessContract {

    OrderAccessIT() {
        super(TheOrderService.UNDER_TEST);
    }
}
