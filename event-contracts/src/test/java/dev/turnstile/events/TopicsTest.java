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
                        "crypto-prices",
                        "crypto-candles",
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
    void the_broker_stamps_arrival_and_keeps_a_week() {
        assertThat(Topics.all()).allSatisfy(topic -> {
            assertThat(topic.partitions()).isEqualTo(3);
            assertThat(topic.configuration())
                    .containsEntry("message.timestamp.type", "LogAppendTime")
                    .containsEntry("retention.ms", "604800000");
        });
    }
}
