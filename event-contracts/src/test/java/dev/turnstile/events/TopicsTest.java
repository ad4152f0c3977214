package dev.turnstile.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TopicsTest {

    @Test
    void names_are_the_outside_contract() {
        assertThat(Topics.all())
                .extracting(TopicDefinition::name)
                .containsExactly(
                        "ticket-bookings",
                        "orders",
                        "transactions",
                        "processed_transactions",
                        "high_value_transactions",
                        "user_aggregations",
                        "category_aggregations",
                        "crypto-prices",
                        "crypto-candles",
                        "video_frames",
                        "processed_video_frames",
                        "video_source_aggregations",
                        "listen_events",
                        "page_view_events",
                        "auth_events",
                        "analytics-results",
                        "analytics-live",
                        "analytics-alerts",
                        "analytics-ledger",
                        "late-events",
                        "rejected-events",
                        "pipeline-definitions");
    }

    @Test
    void every_topic_that_has_a_name_here_is_created() {
        var declared = Arrays.stream(Topics.class.getFields())
                .filter(field -> Modifier.isStatic(field.getModifiers()) && field.getType() == TopicDefinition.class)
                .toList();
        assertThat(declared).hasSameSizeAs(Topics.all());
    }

    @Test
    void the_broker_stamps_arrival_and_keeps_a_week_an_hour_of_pictures_and_tables_for_ever() {
        Map<TopicDefinition, String> others = Map.of(
                Topics.VIDEO_FRAMES, "3600000", Topics.USER_AGGREGATIONS, "-1", Topics.PIPELINE_DEFINITIONS, "-1");
        assertThat(Topics.all()).allSatisfy(topic -> {
            assertThat(topic.partitions()).isEqualTo(3);
            assertThat(topic.configuration())
                    .containsEntry("message.timestamp.type", "LogAppendTime")
                    .containsEntry("retention.ms", others.getOrDefault(topic, "604800000"));
        });
    }

    /** One whose key says less than what its records are upserts by would lose all but the last of them. */
    @Test
    void where_a_key_is_all_that_a_record_is_an_upsert_by_the_last_of_each_is_kept() {
        assertThat(Topics.all().stream().filter(TopicDefinition::isCompacted))
                .containsExactly(
                        Topics.USER_AGGREGATIONS,
                        Topics.VIDEO_SOURCE_AGGREGATIONS,
                        Topics.LIVE,
                        Topics.LEDGER,
                        Topics.PIPELINE_DEFINITIONS)
                .allSatisfy(topic -> assertThat(topic.configuration())
                        .containsEntry(
                                "cleanup.policy",
                                topic.retention().equals(TopicDefinition.FOR_EVER) ? "compact" : "compact,delete")
                        .containsEntry("segment.bytes", "67108864"));
    }

    @Test
    void a_picture_that_is_too_large_is_taken_and_set_aside_rather_than_refused() {
        int largestRejected = largest(Topics.VIDEO_FRAMES);
        assertThat(largestRejected).isGreaterThan(3 * (1 << 20) / 3 * 4);
        assertThat(largest(Topics.REJECTED_EVENTS)).isGreaterThan(largestRejected);
        assertThat(largest(Topics.LATE_EVENTS)).isGreaterThan(largestRejected);
    }

    private static int largest(TopicDefinition topic) {
        return Integer.parseInt(topic.configuration().get("max.message.bytes"));
    }
}
