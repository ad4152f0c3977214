package dev.turnstile.sources.customers;

import dev.turnstile.events.Money;
import dev.turnstile.events.orders.OrderItem;
import dev.turnstile.sources.customers.Activity.BookTickets;
import dev.turnstile.sources.customers.Activity.PlaceOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Who comes and what they take: some shows, products and people are far more popular or busy than the others. */
public final class Customers {

    public static final int SHOWS = 40;

    private static final int USERS = 5_000;
    private static final int PRODUCTS = 200;
    private static final String[] STAGES = {"concert", "match", "theatre", "festival", "comedy"};
    /** Of a hundred bookings so many are for one, two, … tickets: most people go in twos. */
    private static final int[] PARTIES = {22, 45, 11, 16, 3, 3};
    /** Of a hundred orders so many have one, two, … lines. */
    private static final int[] LINES = {52, 27, 13, 8};
    /** Of a hundred lines so many are for one, two, … pieces. */
    private static final int[] PIECES = {78, 15, 4, 3};

    private final Random random;
    private final Zipf shows = new Zipf(SHOWS, 1.1);
    private final Zipf users = new Zipf(USERS, 0.5);
    private final Zipf products = new Zipf(PRODUCTS, 0.9);

    public Customers(Random random) {
        this.random = random;
    }

    public BookTickets bookTickets() {
        return bookTickets(shows.pick(random));
    }

    /** Somebody books for this very show, because it has just gone on sale. */
    public BookTickets bookTickets(int show) {
        return new BookTickets(show(show), user(), 1 + oneOf(PARTIES));
    }

    public PlaceOrder placeOrder() {
        List<OrderItem> items = new ArrayList<>();
        for (int lines = 1 + oneOf(LINES); lines > 0; lines--) {
            OrderItem item = item();
            // One line for a product: the same once more is passed over.
            if (items.stream().noneMatch(other -> other.productId().equals(item.productId()))) {
                items.add(item);
            }
        }
        return new PlaceOrder(user(), items);
    }

    private OrderItem item() {
        int product = products.pick(random);
        return new OrderItem("product-" + (product + 1), 1 + oneOf(PIECES), price(product));
    }

    private static String show(int rank) {
        return STAGES[rank % STAGES.length] + "-" + (rank + 1);
    }

    private String user() {
        return "u-" + (users.pick(random) + 1);
    }

    /** From 4.99 to 204.99; the same product always costs the same. */
    private static Money price(int product) {
        int unit = 4 + (product * 37 % 67) * 3 + product % 3;
        return Money.ofCents(unit * 100L + 99);
    }

    private int oneOf(int[] shares) {
        int point = random.nextInt(100);
        int which = 0;
        while (point >= shares[which]) {
            point -= shares[which++];
        }
        return which;
    }
}
