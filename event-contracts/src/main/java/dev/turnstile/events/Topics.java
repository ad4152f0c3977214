package dev.turnstile.events;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Every topic of the platform. The names are an outside contract. */
public final class Topics {

    private static final int PARTITIONS = 3;
    private static final Duration RETENTION = Duration.ofDays(7);
    private static final String LARGEST = "max.message.bytes";

    /**
     * The largest record that any topic takes, in bytes. More than twice what a video frame may have: one that is too
     * large is then rejected by name, and not by the broker.
     */
    public static final int LARGEST_RECORD_BYTES = 5 << 20;

    /** As long as somebody may want to look at a picture again: frames fill a disk in a day. */
    private static final Duration RETENTION_OF_FRAMES = Duration.ofHours(1);

    private static final Map<String, String> OF_FRAMES = Map.of(
            LARGEST,
            Integer.toString(LARGEST_RECORD_BYTES),
            // Of each partition; what is kept beyond it is at most one segment.
            "retention.bytes",
            Integer.toString(512 << 20),
            "segment.bytes",
            Integer.toString(64 << 20));

    /** Closed segments are what Kafka compacts; at its usual 1 GiB a topic as small as these has none for a week. */
    private static final String SEGMENT_OF_COMPACTED = Integer.toString(64 << 20);

    /** The last record of a key is all that counts, until it is old. */
    private static final Map<String, String> OF_UPSERTS =
            Map.of("cleanup.policy", "compact,delete", "segment.bytes", SEGMENT_OF_COMPACTED);

    /** The last record of a key counts however old it is. */
    private static final Map<String, String> OF_A_TABLE =
            Map.of("cleanup.policy", "compact", "segment.bytes", SEGMENT_OF_COMPACTED);

    /** A record that is set aside has headers besides. */
    private static final Map<String, String> OF_SET_ASIDE =
            Map.of(LARGEST, Integer.toString(LARGEST_RECORD_BYTES + (64 << 10)));

    public static final TopicDefinition TICKET_BOOKINGS = topic("ticket-bookings", "booking_id");
    public static final TopicDefinition ORDERS = topic("orders", "order_id");
    public static final TopicDefinition TRANSACTIONS = topic("transactions", "user_id");
    /** Payments with their discount. */
    public static final TopicDefinition PROCESSED_TRANSACTIONS = topic("processed_transactions", "user_id");
    /** Those of the processed ones that were high. */
    public static final TopicDefinition HIGH_VALUE_TRANSACTIONS = topic("high_value_transactions", "user_id");
    /** Users' running totals: the last record of each user, for ever, as the totals are. */
    public static final TopicDefinition USER_AGGREGATIONS =
            new TopicDefinition("user_aggregations", "user_id", PARTITIONS, TopicDefinition.FOR_EVER, OF_A_TABLE);
    /** Final and corrected sales of thirty seconds, written exactly once. */
    public static final TopicDefinition CATEGORY_AGGREGATIONS = topic("category_aggregations", "category");

    public static final TopicDefinition CRYPTO_PRICES = topic("crypto-prices", "symbol");
    /** Final and corrected candles, written exactly once. */
    public static final TopicDefinition CRYPTO_CANDLES = topic("crypto-candles", "symbol");

    public static final TopicDefinition VIDEO_FRAMES =
            new TopicDefinition("video_frames", "source", PARTITIONS, RETENTION_OF_FRAMES, OF_FRAMES);
    public static final TopicDefinition PROCESSED_VIDEO_FRAMES = topic("processed_video_frames", "source");
    /** Sources' running totals: the last record of each source, or none of one that was forgotten. */
    public static final TopicDefinition VIDEO_SOURCE_AGGREGATIONS =
            new TopicDefinition("video_source_aggregations", "source", PARTITIONS, RETENTION, OF_UPSERTS);

    public static final TopicDefinition LISTEN_EVENTS = topic("listen_events", "user_id");
    public static final TopicDefinition PAGE_VIEW_EVENTS = topic("page_view_events", "user_id");
    public static final TopicDefinition AUTH_EVENTS = topic("auth_events", "user_id");

    /** Final and corrected window results, written exactly once. */
    public static final TopicDefinition RESULTS = topic("analytics-results", "pipeline|dimension|window_start");
    /** Provisional window results, refreshed every second, at least once. */
    public static final TopicDefinition LIVE =
            new TopicDefinition("analytics-live", "pipeline|dimension|window_start", PARTITIONS, RETENTION, OF_UPSERTS);

    public static final TopicDefinition ALERTS = topic("analytics-alerts", "alert_id");
    public static final TopicDefinition LEDGER =
            new TopicDefinition("analytics-ledger", "pipeline|minute", PARTITIONS, RETENTION, OF_UPSERTS);
    public static final TopicDefinition LATE_EVENTS =
            new TopicDefinition("late-events", "the original key", PARTITIONS, RETENTION, OF_SET_ASIDE);
    public static final TopicDefinition REJECTED_EVENTS =
            new TopicDefinition("rejected-events", "the original key", PARTITIONS, RETENTION, OF_SET_ASIDE);

    /** Which definitions run: the last record of each pipeline, or none of one that runs no more. */
    public static final TopicDefinition PIPELINE_DEFINITIONS =
            new TopicDefinition("pipeline-definitions", "pipeline", PARTITIONS, TopicDefinition.FOR_EVER, OF_A_TABLE);

    private Topics() {}

    public static List<TopicDefinition> all() {
        return List.of(
                TICKET_BOOKINGS,
                ORDERS,
                TRANSACTIONS,
                PROCESSED_TRANSACTIONS,
                HIGH_VALUE_TRANSACTIONS,
                USER_AGGREGATIONS,
                CATEGORY_AGGREGATIONS,
                CRYPTO_PRICES,
                CRYPTO_CANDLES,
                VIDEO_FRAMES,
                PROCESSED_VIDEO_FRAMES,
                VIDEO_SOURCE_AGGREGATIONS,
                LISTEN_EVENTS,
                PAGE_VIEW_EVENTS,
                AUTH_EVENTS,
                RESULTS,
                LIVE,
                ALERTS,
                LEDGER,
                LATE_EVENTS,
                REJECTED_EVENTS,
                PIPELINE_DEFINITIONS);
    }

    private static TopicDefinition topic(String name, String keyedBy) {
        return new TopicDefinition(name, keyedBy, PARTITIONS, RETENTION);
    }
}
