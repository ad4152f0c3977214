package dev.turnstile.sources.payments;

import dev.turnstile.events.Money;
import dev.turnstile.events.transactions.Payment;
import dev.turnstile.sources.customers.Zipf;
import dev.turnstile.sources.run.Arrivals;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Locale;
import java.util.PriorityQueue;
import java.util.Random;

/**
 * Payments as they might happen: a few users and products are far more popular than the others, people pay at home and
 * sometimes elsewhere, and now and then somebody's card goes shopping in three cities at once. Pure: the same random
 * numbers give the same payments.
 */
final class SamplePayments {

    private static final int USERS = 2_000;
    private static final int CITIES = 50;
    private static final Product[] PRODUCTS = Product.values();
    private static final String[] METHODS = {"credit_card", "debit_card", "paypal", "bank_transfer"};
    private static final double SHARE_AWAY = 0.03;
    private static final double SHARE_OF_SEVERAL_PIECES = 0.15;
    /** What is really paid for one piece, as a share of what it costs on average. */
    private static final double CHEAPEST = 0.8;

    private static final double DEAREST = 1.2;

    /** At 20 payments a second, about one in four minutes. */
    private static final double THEFTS_PER_PAYMENT = 1.0 / 5_000;

    private static final int CITIES_OF_A_THIEF = 3;
    private static final Duration BETWEEN_CITIES = Duration.ofSeconds(25);

    private final Random random;
    private final Arrivals arrivals;
    private final Zipf users = new Zipf(USERS, 0.6);
    private final Zipf products = new Zipf(PRODUCTS.length, 0.7);
    private final PriorityQueue<Paid> thefts = new PriorityQueue<>(Comparator.comparing(Paid::at));
    private Paid ordinary;

    /**
     * One payment.
     *
     * @param at counted from the beginning
     */
    record Paid(Duration at, String user, Product product, int quantity, Money amount, String method, String city) {

        /** As it goes to the topic; time and number make an id that no other run has. */
        Payment as(long number, Instant now) {
            return new Payment(
                    "txn_" + now.toEpochMilli() + "_" + number,
                    user,
                    product.name().toLowerCase(Locale.ROOT),
                    product.category(),
                    amount,
                    quantity,
                    method,
                    now,
                    city);
        }
    }

    SamplePayments(double perSecond, Random random) {
        this.random = random;
        this.arrivals = new Arrivals(perSecond, random);
        this.ordinary = somebodyPays(arrivals.next());
    }

    Paid next() {
        Paid theft = thefts.peek();
        if (theft != null && theft.at().compareTo(ordinary.at()) <= 0) {
            return thefts.remove();
        }
        Paid next = ordinary;
        ordinary = somebodyPays(arrivals.next());
        if (random.nextDouble() < THEFTS_PER_PAYMENT) {
            stealFrom(next.user(), next.at());
        }
        return next;
    }

    private Paid somebodyPays(Duration at) {
        int user = users.pick(random);
        boolean isAway = random.nextDouble() < SHARE_AWAY;
        int city = isAway ? random.nextInt(CITIES) : user % CITIES;
        int quantity = random.nextDouble() < SHARE_OF_SEVERAL_PIECES ? 2 + random.nextInt(3) : 1;
        return paid(at, "user_" + (user + 1), PRODUCTS[products.pick(random)], quantity, city);
    }

    private void stealFrom(String user, Duration from) {
        int first = random.nextInt(CITIES);
        for (int city = 0; city < CITIES_OF_A_THIEF; city++) {
            Duration at = from.plus(BETWEEN_CITIES.multipliedBy(city));
            thefts.add(paid(at, user, Product.LAPTOP, 1, (first + city) % CITIES));
        }
    }

    private Paid paid(Duration at, String user, Product product, int quantity, int city) {
        double share = CHEAPEST + (DEAREST - CHEAPEST) * random.nextDouble();
        long cents = Math.round(product.cents() * share) * quantity;
        String method = METHODS[random.nextInt(METHODS.length)];
        return new Paid(at, user, product, quantity, Money.ofCents(cents), method, "city_" + (city + 1));
    }
}
