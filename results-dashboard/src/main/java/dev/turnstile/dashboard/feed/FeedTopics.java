package dev.turnstile.dashboard.feed;

import dev.turnstile.dashboard.store.TableDefinition;
import dev.turnstile.events.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Every topic that the feed reads, and what its records are. What a pipeline writes beside the topics that all share gets
 * its line in {@link #OF_PIPELINES}:
 *
 * <ul>
 *   <li>{@link WindowRule#of}: results of windows, in the pipeline's own form
 *   <li>{@link TableRule#of}: the latest of each key, of which those of the highest ranks are kept: users by what they
 *       spent, payments by when they were made
 *   <li>{@link TableRule#ofLatest}: the same of a topic that Kafka compacts, which is read whole
 * </ul>
 */
public final class FeedTopics {

    /** Live results of older windows have long been settled. */
    private static final Duration LIVE_BACK_TO = Duration.ofHours(2);

    private static final List<FeedTopic> SHARED = List.of(
            FeedTopic.whole(Topics.PIPELINE_DEFINITIONS, SharedRules::definition),
            new FeedTopic(Topics.RESULTS.name(), 400_000, WindowRule.settled()),
            new FeedTopic(Topics.LIVE.name(), 50_000, LIVE_BACK_TO, WindowRule.live()),
            new FeedTopic(Topics.ALERTS.name(), 20_000, SharedRules::alert),
            new FeedTopic(Topics.LEDGER.name(), 100_000, SharedRules::ledger),
            new FeedTopic(Topics.LATE_EVENTS.name(), 1_000, SharedRules::setAside),
            new FeedTopic(Topics.REJECTED_EVENTS.name(), 1_000, SharedRules::setAside));

    private static final List<FeedTopic> OF_PIPELINES = List.of(
            new FeedTopic(Topics.CATEGORY_AGGREGATIONS.name(), 100_000, WindowRule.of("transactions", "category")),
            FeedTopic.whole(
                    Topics.USER_AGGREGATIONS,
                    TableRule.ofLatest("transactions", "users", 500, "user_id", "total_spent")),
            new FeedTopic(
                    Topics.HIGH_VALUE_TRANSACTIONS.name(),
                    2_000,
                    TableRule.of("transactions", "high-value", 200, "transaction_id", "timestamp")),
            new FeedTopic(Topics.CRYPTO_CANDLES.name(), 100_000, WindowRule.of("market", "symbol", "interval")),
            // The newest of each source; the picture itself has a way of its own.
            new FeedTopic(
                    Topics.PROCESSED_VIDEO_FRAMES.name(),
                    2_000,
                    TableRule.of("video", "frames", 200, "source", "timestamp")),
            FeedTopic.whole(
                    Topics.VIDEO_SOURCE_AGGREGATIONS,
                    TableRule.ofLatest("video", "sources", 200, "source", "last_updated")));

    private static final List<FeedTopic> ALL =
            Stream.concat(SHARED.stream(), OF_PIPELINES.stream()).toList();

    private FeedTopics() {}

    static List<FeedTopic> all() {
        return ALL;
    }

    /** The tables that these topics fill. */
    public static List<TableDefinition> tables() {
        return ALL.stream()
                .map(topic -> topic.rule() instanceof TableRule rule ? rule.table() : null)
                .filter(Objects::nonNull)
                .toList();
    }
}
