package dev.turnstile.events.orders;

import dev.turnstile.events.Money;

/**
 * A line of an order.
 *
 * @param quantity 1 to {@value #MOST_QUANTITY}
 * @param price of one piece
 */
public record OrderItem(String productId, int quantity, Money price) {

    public static final int MOST_QUANTITY = 10_000;

    public Money total() {
        return price.times(quantity);
    }
}
