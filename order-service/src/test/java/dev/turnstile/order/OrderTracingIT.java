package dev.turnstile.order;

import dev.turnstile.publishing.contract.TracingContract;

class OrderTracingIT extends TracingContract {

    OrderTracingIT() {
        super(TheOrderService.UNDER_TEST);
    }
}
