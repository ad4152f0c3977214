package dev.turnstile.dashboard.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnstile.events.Topics;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class StartOffsetsTest {

    private static final Instant NOW = Instant.parse("2025-11-24T10:50:00Z");
    private static final TopicPartition RESULTS = new TopicPartition(Topics.RESULTS.name(), 0);
    private static final TopicPartition LIVE = new TopicPartition(Topics.LIVE.name(), 2);

    private final Broker broker = new Broker();

    @Test
    void of_every_topic_no_more_than_its_bound_is_read_however_long_it_is() {
        for (FeedTopic topic : FeedTopics.all()) {
            broker.has(new TopicPartition(topic.name(), 0), 0, 1_000_000_000);
            broker.hasYoungRecordsFrom(new TopicPartition(topic.name(), 0), 0);
        }
        Map<TopicPartition, Long> starts = starts();
        for (FeedTopic topic : bounded()) {
            assertThat(1_000_000_000 - starts.get(new TopicPartition(topic.name(), 0)))
                    .as(topic.name())
                    .isEqualTo(topic.mostRecords())
                    .isBetween(1L, 1_000_000L);
        }
    }

    @Test
    void of_a_topic_that_keeps_the_latest_of_each_key_all_is_read_whose_latest_may_be_shown() {
        TopicPartition users = new TopicPartition(Topics.USER_AGGREGATIONS.name(), 1);
        TopicPartition sources = new TopicPartition(Topics.VIDEO_SOURCE_AGGREGATIONS.name(), 0);
        broker.has(users, 0, 1_000_000_000);
        broker.has(sources, 7, 1_000_000_000);
        assertThat(starts()).containsEntry(users, 0L).containsEntry(sources, 7L);
    }

    @Test
    void a_topic_that_keeps_everything_is_never_read_whole() {
        assertThatThrownBy(() -> FeedTopic.whole(Topics.CRYPTO_CANDLES, WindowRule.settled()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(bounded()).hasSizeGreaterThan(8);
    }

    @Test
    void a_shorter_partition_is_read_from_its_beginning() {
        broker.has(RESULTS, 0, 399_999);
        assertThat(starts()).containsEntry(RESULTS, 0L);
    }

    @Test
    void what_the_broker_no_longer_has_is_not_asked_for() {
        broker.has(RESULTS, 70_000, 80_000);
        assertThat(starts()).containsEntry(RESULTS, 70_000L);
    }

    @Test
    void live_results_are_read_two_hours_back() {
        broker.has(LIVE, 0, 40_000);
        broker.hasYoungRecordsFrom(LIVE, 39_000);
        assertThat(starts()).containsEntry(LIVE, 39_000L);
        assertThat(broker.asked).isEqualTo(NOW.minus(Duration.ofHours(2)).toEpochMilli());
    }

    @Test
    void live_results_that_are_all_too_old_are_not_read_at_all() {
        broker.has(LIVE, 0, 40_000);
        assertThat(starts()).containsEntry(LIVE, 40_000L);
    }

    private static List<FeedTopic> bounded() {
        return FeedTopics.all().stream()
                .filter(topic -> topic.mostRecords() < Long.MAX_VALUE)
                .toList();
    }

    private Map<TopicPartition, Long> starts() {
        return new StartOffsets(Clock.fixed(NOW, ZoneOffset.UTC)).of(broker, broker.partitions.keySet());
    }

    /** Kafka's own stand-in for a consumer, and the one question that it does not answer. */
    private static final class Broker extends MockConsumer<byte[], byte[]> {

        private final Map<TopicPartition, Long> partitions = new HashMap<>();
        private final Map<TopicPartition, Long> young = new HashMap<>();
        private long asked;

        Broker() {
            super("earliest");
        }

        void has(TopicPartition partition, long beginning, long end) {
            partitions.put(partition, end);
            updateBeginningOffsets(Map.of(partition, beginning));
            updateEndOffsets(Map.of(partition, end));
        }

        void hasYoungRecordsFrom(TopicPartition partition, long offset) {
            young.put(partition, offset);
        }

        @Override
        public synchronized Map<TopicPartition, OffsetAndTimestamp> offsetsForTimes(Map<TopicPartition, Long> times) {
            Map<TopicPartition, OffsetAndTimestamp> found = new HashMap<>();
            times.forEach((partition, time) -> {
                asked = time;
                Long offset = young.get(partition);
                found.put(partition, offset == null ? null : new OffsetAndTimestamp(offset, time));
            });
            return found;
        }
    }
}
