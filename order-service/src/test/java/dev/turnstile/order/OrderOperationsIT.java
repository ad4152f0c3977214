package dev.turnstile.order;

import dev.turnstile.publishing.contract.OperationsContract;

class OrderOperationsIT extends OperationsContract {

    OrderOperationsIT() {
        super(TheOrderService.UNDER_TEST);
    }
}
