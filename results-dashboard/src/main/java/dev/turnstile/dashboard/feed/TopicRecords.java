package dev.turnstile.dashboard.feed;

import static java.util.stream.Collectors.toUnmodifiableMap;

import dev.turnstile.dashboard.json.UnreadableRecordException;
import dev.turnstile.dashboard.store.ResultsStore;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Puts each record into the store by the rule of its topic. */
final class TopicRecords {

    private final Map<String, RecordRule> rules =
            FeedTopics.all().stream().collect(toUnmodifiableMap(FeedTopic::name, FeedTopic::rule));
    private final ResultsStore store;
    private final Clock clock;

    TopicRecords(ResultsStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * Takes a record in.
     *
     * @throws UnreadableRecordException if it is not what its topic promises; nothing has changed then
     */
    void take(ConsumerRecord<byte[], byte[]> record) throws UnreadableRecordException {
        Objects.requireNonNull(rules.get(record.topic()), record.topic()).take(record, clock.instant(), store);
    }
}
