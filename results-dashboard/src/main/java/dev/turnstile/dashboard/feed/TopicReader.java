package dev.turnstile.dashboard.feed;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads all partitions of the topics without a group, each from its start offset, and remembers how far it came: with a
 * new consumer it goes on from there.
 */
final class TopicReader {

    private final StartOffsets startOffsets;
    private final Map<TopicPartition, Long> positions = new HashMap<>();

    TopicReader(StartOffsets startOffsets) {
        this.startOffsets = startOffsets;
    }

    /** Assigns to the consumer all partitions that there are; those which are new to this reader from their start. */
    void assign(Consumer<byte[], byte[]> consumer) {
        List<TopicPartition> partitions = new ArrayList<>();
        for (FeedTopic topic : FeedTopics.all()) {
            List<PartitionInfo> found = consumer.partitionsFor(topic.name());
            if (found.isEmpty()) {
                throw new KafkaException("The topic " + topic.name() + " does not exist yet");
            }
            found.forEach(partition -> partitions.add(new TopicPartition(topic.name(), partition.partition())));
        }
        List<TopicPartition> fresh =
                partitions.stream().filter(it -> !positions.containsKey(it)).toList();
        positions.putAll(startOffsets.of(consumer, fresh));
        consumer.assign(partitions);
        positions.forEach((partition, offset) -> consumer.seek(partition, offset.longValue()));
    }

    /** Whether partitions were added since; asks nobody, the client learns of them by itself. */
    boolean hasMorePartitions(Consumer<?, ?> consumer) {
        int count = FeedTopics.all().stream()
                .mapToInt(topic -> consumer.partitionsFor(topic.name()).size())
                .sum();
        return count > positions.size();
    }

    /** To be called when all that was polled is taken in, and not before. */
    void tookAll(Consumer<?, ?> consumer) {
        positions.replaceAll((partition, before) -> consumer.position(partition));
    }

    /** How many records, or markers between them, there are from where this reader is to these ends. */
    long distanceTo(Map<TopicPartition, Long> ends) {
        return positions.entrySet().stream()
                .mapToLong(it -> Math.max(0, ends.getOrDefault(it.getKey(), 0L) - it.getValue()))
                .sum();
    }

    /** The ends of what may be read: of the last transactions that are complete. */
    Map<TopicPartition, Long> ends(Consumer<?, ?> consumer, Duration timeout) {
        return consumer.endOffsets(positions.keySet(), timeout);
    }
}
