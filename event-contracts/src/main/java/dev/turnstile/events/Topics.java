package dev.turnstile.events;

import java.time.Duration;
import java.util.List;

/** Every topic of the platform. The names are an outside contract. */
public final class Topics {

    private static final int PARTITIONS = 3;
    private static final Duration RETENTION = Duration.ofDays(7);

    public static final TopicDefinition TICKET_BOOKINGS = topic("ticket-bookings", "booking_id");
    public static final TopicDefinition ORDERS = topic("orders", "order_id");
    public static final TopicDefinition CRYPTO_PRICES = topic("crypto-prices", "symbol");
    /** Final and corrected candles, written exactly once. */
    public static final TopicDefinition CRYPTO_CANDLES = topic("crypto-candles", "symbol");

    /** Final and corrected window results, written exactly once. */
    public static final TopicDefinition RESULTS = topic("analytics-results", "pipeline|dimension|window_start");
    /** Provisional window results, refreshed every second, at least once. */
    public static final TopicDefinition LIVE = topic("analytics-live", "pipeline|dimension|window_start");

    public static final TopicDefinition ALERTS = topic("analytics-alerts", "alert_id");
    public static final TopicDefinition LEDGER = topic("analytics-ledger", "pipeline|minute");
    public static final TopicDefinition LATE_EVENTS = topic("late-events", "the original key");
    public static final TopicDefinition REJECTED_EVENTS = topic("rejected-events", "the original key");

    private Topics() {}

    public static List<TopicDefinition> all() {
        return List.of(
                TICKET_BOOKINGS,
                ORDERS,
                CRYPTO_PRICES,
                CRYPTO_CANDLES,
                RESULTS,
                LIVE,
                ALERTS,
                LEDGER,
                LATE_EVENTS,
                REJECTED_EVENTS);
    }

    private static TopicDefinition topic(String name, String keyedBy) {
        return new TopicDefinition(name, keyedBy, PARTITIONS, RETENTION);
    }
}
