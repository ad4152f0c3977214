package dev.turnstile.analytics.transactions;

import dev.turnstile.events.Money;
import java.io.Serializable;
import java.time.Duration;

/**
 * What the pipeline does with payments; see {@code rules.yaml}.
 *
 * @param minimumAmount a payment goes on when its amount is above this
 * @param highValueAmount it is a high one when its amount, before the discount, is above this
 * @param threePlacesWithin how far apart the first and the last of three high payments from three places may be
 */
record Rules(Money minimumAmount, Money highValueAmount, Discounts discounts, Duration threePlacesWithin)
        implements Serializable {

    boolean goesOn(Money amount) {
        return amount.compareTo(minimumAmount) > 0;
    }

    boolean isHigh(Money amount) {
        return amount.compareTo(highValueAmount) > 0;
    }
}
