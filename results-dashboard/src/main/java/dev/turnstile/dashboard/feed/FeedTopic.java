package dev.turnstile.dashboard.feed;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A topic that the feed reads.
 *
 * @param mostRecords read of each partition at start, the newest: more than the store keeps
 * @param backTo how old records may be that are read at start, null for any age
 * @param rule what becomes of a record
 */
record FeedTopic(String name, long mostRecords, @Nullable Duration backTo, RecordRule rule) {

    FeedTopic(String name, long mostRecords, RecordRule rule) {
        this(name, mostRecords, null, rule);
    }
}
