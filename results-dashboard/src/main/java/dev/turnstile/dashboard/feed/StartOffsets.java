package dev.turnstile.dashboard.feed;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/** Where reading starts in each partition, so that a start takes a bounded time however long the topics are. */
final class StartOffsets {

    private final Clock clock;

    StartOffsets(Clock clock) {
        this.clock = clock;
    }

    Map<TopicPartition, Long> of(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        Map<TopicPartition, Long> starts = new HashMap<>();
        ends.forEach((partition, end) -> starts.put(
                partition,
                Math.max(
                        beginnings.getOrDefault(partition, 0L),
                        end - topicOf(partition).mostRecords())));
        notBefore(consumer, starts, ends);
        return starts;
    }

    private void notBefore(Consumer<?, ?> consumer, Map<TopicPartition, Long> starts, Map<TopicPartition, Long> ends) {
        Map<TopicPartition, Long> times = new HashMap<>();
        starts.keySet().forEach(partition -> {
            Duration backTo = topicOf(partition).backTo();
            if (backTo != null) {
                times.put(partition, clock.instant().minus(backTo).toEpochMilli());
            }
        });
        consumer.offsetsForTimes(times).forEach((partition, found) -> {
            // There is none when everything is older.
            long offset = found == null ? ends.getOrDefault(partition, 0L) : found.offset();
            starts.merge(partition, offset, Math::max);
        });
    }

    private static FeedTopic topicOf(TopicPartition partition) {
        return FeedTopics.all().stream()
                .filter(topic -> topic.name().equals(partition.topic()))
                .findFirst()
                .orElseThrow();
    }
}
