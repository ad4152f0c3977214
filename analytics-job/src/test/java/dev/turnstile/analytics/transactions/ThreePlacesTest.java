package dev.turnstile.analytics.transactions;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.transformations.OneInputTransformation;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class ThreePlacesTest {

    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

    private static long at(String time) {
        return Instant.parse("2025-11-24T" + time + "Z").toEpochMilli();
    }

    /** The pattern's operator, as the graph has it. */
    @SuppressWarnings("unchecked") // The transformation's types are those of the pattern.
    private static KeyedOneInputStreamOperatorTestHarness<String, HighPayment, HighPayment> operator()
            throws Exception {
        TypeInformation<HighPayment> type = TypeInformation.of(HighPayment.class);
        KeyedStream<HighPayment, String> payments = StreamExecutionEnvironment.getExecutionEnvironment()
                .fromData(type, new HighPayment("u1", "city", 0))
                .keyBy(HighPayment::userId, Types.STRING);
        var pattern = (OneInputTransformation<HighPayment, HighPayment>)
                ThreePlaces.in(payments, FIVE_MINUTES).getTransformation();
        var harness = new KeyedOneInputStreamOperatorTestHarness<>(
                pattern.getOperatorFactory(), HighPayment::userId, Types.STRING);
        harness.getStreamConfig().setupNetworkInputs(type.createSerializer(new SerializerConfigImpl()));
        harness.getStreamConfig().serializeAllConfigs();
        harness.setup(type.createSerializer(new SerializerConfigImpl()));
        return harness;
    }

    private static void pay(
            KeyedOneInputStreamOperatorTestHarness<String, HighPayment, HighPayment> operator,
            String user,
            String place,
            String time)
            throws Exception {
        operator.processElement(new HighPayment(user, place, at(time)), at(time));
    }

    private static List<String> matchesOf(String... placesAndTimes) throws Exception {
        try (var operator = operator()) {
            operator.open();
            for (int i = 0; i < placesAndTimes.length; i += 2) {
                pay(operator, "u1", placesAndTimes[i], placesAndTimes[i + 1]);
            }
            operator.processWatermark(at("12:00:00"));
            assertThat(operator.numKeyedStateEntries())
                    .as("kept when all is over")
                    .isZero();
            assertThat(operator.numEventTimeTimers()).isZero();
            return operator.extractOutputValues().stream()
                    .map(third -> third.location() + " "
                            + Instant.ofEpochMilli(third.timeMillis())
                                    .toString()
                                    .substring(11))
                    .toList();
        }
    }

    @Test
    void three_places_within_five_minutes_match_and_two_do_not() throws Exception {
        assertThat(matchesOf("A", "10:50:00", "B", "10:51:00", "C", "10:52:00")).containsExactly("C 10:52:00Z");
        assertThat(matchesOf("A", "10:50:00", "B", "10:51:00", "A", "10:52:00", "B", "10:53:00"))
                .isEmpty();
    }

    @Test
    void five_minutes_are_within_and_a_millisecond_more_is_not() throws Exception {
        assertThat(matchesOf("A", "10:50:00", "B", "10:51:00", "C", "10:55:00")).hasSize(1);
        assertThat(matchesOf("A", "10:50:00", "B", "10:51:00", "C", "10:55:00.001"))
                .isEmpty();
    }

    @Test
    void what_lies_between_does_not_hide_the_third_place() throws Exception {
        assertThat(matchesOf("A", "10:50:00", "A", "10:50:30", "B", "10:51:00", "A", "10:52:00", "C", "10:54:00"))
                .containsExactly("C 10:54:00Z");
        assertThat(matchesOf("A", "10:50:00", "B", "10:54:00", "A", "10:56:00", "C", "10:57:00"))
                .as("the first A is too old and forgotten, the second is not")
                .containsExactly("C 10:57:00Z");
    }

    @Test
    void of_each_place_the_newest_payment_decides() throws Exception {
        assertThat(matchesOf("A", "10:50:00", "B", "10:51:00", "A", "10:52:00", "C", "10:55:30"))
                .containsExactly("C 10:55:30Z");
    }

    @Test
    void the_same_three_do_not_match_again_with_a_fourth() throws Exception {
        assertThat(matchesOf("A", "10:50:00", "B", "10:50:10", "C", "10:50:20", "D", "10:50:30"))
                .containsExactly("C 10:50:20Z");
        assertThat(matchesOf(
                        "A",
                        "10:50:00",
                        "B",
                        "10:50:10",
                        "C",
                        "10:50:20",
                        "D",
                        "10:50:30",
                        "E",
                        "10:50:40",
                        "F",
                        "10:50:50"))
                .as("three others do")
                .containsExactly("C 10:50:20Z", "F 10:50:50Z");
    }

    @Test
    void the_order_is_that_of_event_time() throws Exception {
        assertThat(matchesOf("C", "10:52:00", "A", "10:50:00", "B", "10:51:00")).containsExactly("C 10:52:00Z");
    }

    @Test
    void nothing_is_kept_for_each_payment_once_it_has_been_looked_at() throws Exception {
        try (var operator = operator()) {
            operator.open();
            for (int millis = 0; millis < 1_000; millis++) {
                operator.processElement(new HighPayment("u1", millis % 2 == 0 ? "A" : "B", millis), millis);
            }
            operator.processWatermark(1_000);
            assertThat(operator.numKeyedStateEntries()).as("of two places").isEqualTo(1);
            operator.processElement(new HighPayment("u1", "C", 1_001), 1_001);
            operator.processWatermark(2_000);
            assertThat(operator.extractOutputValues()).containsExactly(new HighPayment("u1", "C", 1_001));
        }
    }

    @Test
    void what_comes_after_the_watermark_takes_no_part() throws Exception {
        try (var operator = operator()) {
            operator.open();
            pay(operator, "u1", "A", "10:50:00");
            pay(operator, "u1", "B", "10:51:00");
            operator.processWatermark(at("10:52:00"));
            pay(operator, "u1", "C", "10:51:30");
            operator.processWatermark(at("12:00:00"));
            assertThat(operator.extractOutputValues()).isEmpty();
        }
    }

    @Test
    void each_user_for_himself() throws Exception {
        try (var operator = operator()) {
            operator.open();
            pay(operator, "u1", "A", "10:50:00");
            pay(operator, "u2", "B", "10:50:10");
            pay(operator, "u1", "C", "10:50:20");
            operator.processWatermark(at("12:00:00"));
            assertThat(operator.extractOutputValues()).isEmpty();
        }
    }

    @Test
    void a_restart_in_the_middle_changes_nothing() throws Exception {
        OperatorSubtaskState state;
        try (var operator = operator()) {
            operator.open();
            pay(operator, "u1", "A", "10:50:00");
            operator.processWatermark(at("10:50:30"));
            pay(operator, "u1", "B", "10:51:00");
            state = operator.snapshot(1, 1);
        }
        try (var operator = operator()) {
            operator.initializeState(state);
            operator.open();
            pay(operator, "u1", "C", "10:52:00");
            operator.processWatermark(at("10:53:00"));
            assertThat(operator.extractOutputValues()).hasSize(1);
        }
    }
}
