package dev.turnstile.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Modifier;
import java.util.Arrays;
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
                        "rejected-events");
    }

    @Test
    void every_topic_that_has_a_name_here_is_created() {
        var declared = Arrays.stream(Topics.class.getFields())
                .filter(field -> Modifier.isStatic(field.getModifiers()) && field.getType() == TopicDefinition.class)
                .toList();
        assertThat(declared).hasSameSizeAs(Topics.all());
    }

    @Test
    void the_broker_stamps_arrival_and_keeps_a_week_or_an_hour_of_pictures() {
        assertThat(Topics.all()).allSatisfy(topic -> {
            assertThat(topic.partitions()).isEqualTo(3);
            assertThat(topic.configuration())
                    .containsEntry("message.timestamp.type", "LogAppendTime")
                    .containsEntry("retention.ms", topic.equals(Topics.VIDEO_FRAMES) ? "3600000" : "604800000");
        });
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
