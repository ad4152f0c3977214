package dev.turnstile.dashboard.feed;

import dev.turnstile.events.TopicDefinition;
import dev.turnstile.events.Topics;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/** Where reading starts in each partition, so that a start takes a bounded time however long the topics are. */
final class StartOffsets {

    /** The most records read of each partition: more than the store keeps, and of the others what is shown. */
    private static final Map<TopicDefinition, Long> MOST_RECORDS = mostRecords();

    /** Live results of older windows have long been settled. */
    private static final Duration LIVE_BACK_TO = Duration.ofHours(2);

    private final Clock clock;

    StartOffsets(Clock clock) {
        this.clock = clock;
    }

    static Collection<TopicDefinition> topics() {
        return MOST_RECORDS.keySet();
    }

    Map<TopicPartition, Long> of(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        Map<TopicPartition, Long> starts = new HashMap<>();
        ends.forEach((partition, end) -> starts.put(
                partition, Math.max(beginnings.getOrDefault(partition, 0L), end - mostRecordsOf(partition))));
        notBefore(consumer, starts, ends);
        return starts;
    }

    private void notBefore(Consumer<?, ?> consumer, Map<TopicPartition, Long> starts, Map<TopicPartition, Long> ends) {
        long earliest = clock.instant().minus(LIVE_BACK_TO).toEpochMilli();
        Map<TopicPartition, Long> times = new HashMap<>();
        starts.keySet().stream()
                .filter(partition -> partition.topic().equals(Topics.LIVE.name()))
                .forEach(partition -> times.put(partition, earliest));
        consumer.offsetsForTimes(times).forEach((partition, found) -> {
            // There is none when everything is older.
            long offset = found == null ? ends.getOrDefault(partition, 0L) : found.offset();
            starts.merge(partition, offset, Math::max);
        });
    }

    private static long mostRecordsOf(TopicPartition partition) {
        return MOST_RECORDS.entrySet().stream()
                .filter(topic -> topic.getKey().name().equals(partition.topic()))
                .mapToLong(Map.Entry::getValue)
                .findFirst()
                .orElseThrow();
    }

    private static Map<TopicDefinition, Long> mostRecords() {
        Map<TopicDefinition, Long> most = new LinkedHashMap<>();
        most.put(Topics.RESULTS, 400_000L);
        most.put(Topics.LIVE, 50_000L);
        most.put(Topics.ALERTS, 20_000L);
        most.put(Topics.LEDGER, 100_000L);
        most.put(Topics.LATE_EVENTS, 1_000L);
        most.put(Topics.REJECTED_EVENTS, 1_000L);
        return most;
    }
}
