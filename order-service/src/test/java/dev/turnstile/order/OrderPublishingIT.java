package dev.turnstile.order;

import dev.turnstile.publishing.contract.PublishingContract;

class OrderPublishingIT extends PublishingContract {

    OrderPublishingIT() {
        super(TheOrderService.UNDER_TEST);
    }
}
