package dev.turnstile.dashboard.feed;

import dev.turnstile.events.TopicDefinition;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A topic that the feed reads.
 *
 * @param mostRecords read of each partition at start, the newest: more than the store keeps; of a topic that Kafka
 *     compacts all
 * @param backTo how old records may be that are read at start, null for any age
 * @param rule what becomes of a record
 */
record FeedTopic(String name, long mostRecords, @Nullable Duration backTo, RecordRule rule) {

    FeedTopic(String name, long mostRecords, RecordRule rule) {
        this(name, mostRecords, null, rule);
    }

    /** One that is read from its beginning: Kafka keeps the last record of each key, and any of them may matter. */
    static FeedTopic whole(TopicDefinition topic, RecordRule rule) {
        if (!topic.isCompacted()) {
            throw new IllegalArgumentException(topic.name() + " is as long as its history");
        }
        return new FeedTopic(topic.name(), Long.MAX_VALUE, rule);
    }
}
