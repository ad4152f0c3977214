package dev.turnstile.order;

import dev.turnstile.publishing.contract.ProblemContract;

class OrderProblemIT extends ProblemContract {

    OrderProblemIT() {
        super(TheOrderService.UNDER_TEST);
    }
}
