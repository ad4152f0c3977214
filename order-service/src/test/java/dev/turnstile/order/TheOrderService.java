package dev.turnstile.order;

import dev.turnstile.events.Topics;
import dev.turnstile.events.orders.Order;
import dev.turnstile.publishing.contract.ServiceUnderTest;
import java.util.List;

/** What the contracts of all services need to know of this one. */
final class TheOrderService {

    static final ServiceUnderTest UNDER_TEST = new ServiceUnderTest(
            OrderService.class,
            Topics.ORDERS,
            "/orders",
            "order_id",
            "{\"user_id\":\"u-7\",\"items\":[{\"product_id\":\"p-1\",\"quantity\":2,\"price\":500.00}]}",
            "{\"user_id\":\"u-7\",\"items\":[{\"product_id\":\"p-1\",\"quantity\":2,\"price\":500.01}]}",
            "{\"total_amount\":1.00,\"items\":[{\"product_id\":\" \",\"quantity\":2.5,\"price\":1.001},{}]}",
            List.of(
                    "/user_id",
                    "/total_amount",
                    "/items/0/product_id",
                    "/items/0/quantity",
                    "/items/0/price",
                    "/items/1/product_id",
                    "/items/1/quantity",
                    "/items/1/price"),
            new ServiceUnderTest.Undo("POST", "/refunds", "{\"amount\":12.50}", 201),
            Order::read);

    private TheOrderService() {}
}
