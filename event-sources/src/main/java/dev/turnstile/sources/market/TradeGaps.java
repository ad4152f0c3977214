package dev.turnstile.sources.market;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Notices trades that are missing. An exchange numbers the trades of each product without gaps; its sequence numbers, in
 * the feed of trades alone, have gaps by design, because they count every change of the order book.
 */
final class TradeGaps {

    private final Map<String, Long> newest = new HashMap<>();

    /** What is missing before this trade, in words. */
    Optional<String> before(String product, long tradeId) {
        Long last = newest.get(product);
        newest.merge(product, tradeId, Math::max);
        if (last == null || tradeId <= last + 1) {
            return Optional.empty();
        }
        long missing = tradeId - last - 1;
        return Optional.of(product + ": " + missing + (missing == 1 ? " trade is" : " trades are") + " missing, from "
                + (last + 1) + " to " + (tradeId - 1));
    }
}
