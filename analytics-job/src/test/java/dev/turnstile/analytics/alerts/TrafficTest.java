package dev.turnstile.analytics.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrafficTest {

    private static final long MINUTE = 60_000;

    private static LongStream minutesOf(long events, int count) {
        return LongStream.generate(() -> events).limit(count);
    }

    /** About a hundred events a minute. */
    private static LongStream ordinary(int minutes) {
        return LongStream.range(0, minutes).map(minute -> 100 + (minute * 7) % 11 - 5);
    }

    private static List<String> toldOf(LongStream... parts) {
        Traffic traffic = Traffic.from(0);
        List<String> told = new ArrayList<>();
        int minute = 0;
        for (long events : all(parts)) {
            Traffic after = traffic.after(events, MINUTE, AlertRules.DEFAULTS);
            if (after.firing() != traffic.firing()) {
                if (traffic.firing() != null) {
                    told.add(minute + " " + traffic.firing() + " over");
                }
                if (after.firing() != null) {
                    told.add(minute + " " + after.firing() + " since " + after.since() / MINUTE);
                }
            }
            traffic = after;
            minute++;
        }
        return told;
    }

    private static long[] all(LongStream... parts) {
        return Arrays.stream(parts).flatMapToLong(part -> part).toArray();
    }

    @Test
    void mean_deviation_and_score_are_those_of_the_textbook() {
        Baseline baseline = Baseline.of(new long[] {2, 4, 4, 4, 5, 5, 7, 9});
        assertThat(baseline.mean()).isEqualTo(5);
        assertThat(baseline.deviation()).isCloseTo(Math.sqrt(32.0 / 7), within(1e-12));
        assertThat(baseline.score(11)).isCloseTo(6 / Math.sqrt(32.0 / 7), within(1e-12));
        assertThat(Baseline.of(new long[] {7, 7, 7}).score(10))
                .as("a constant stream deviates by one")
                .isEqualTo(3);
    }

    @Test
    void ordinary_traffic_is_nothing_to_tell_of() {
        assertThat(toldOf(ordinary(500))).isEmpty();
    }

    @Test
    void a_spike_is_told_once_and_once_more_when_it_is_over() {
        assertThat(toldOf(ordinary(40), minutesOf(400, 5), ordinary(40)))
                .containsExactly("40 SPIKE since 40", "45 SPIKE over");
    }

    @Test
    void a_drop_is_told_once_and_once_more_when_it_is_over() {
        assertThat(toldOf(ordinary(40), minutesOf(20, 5), ordinary(40)))
                .containsExactly("40 DROP since 40", "45 DROP over");
    }

    @Test
    void silence_is_told_once_and_once_more_when_it_is_over() {
        assertThat(toldOf(ordinary(40), minutesOf(0, 90), ordinary(40)))
                .containsExactly("41 SILENCE since 40", "130 SILENCE over");
    }

    @Test
    void one_empty_minute_is_no_silence_yet() {
        assertThat(toldOf(ordinary(40), minutesOf(0, 1), ordinary(40))).isEmpty();
    }

    @Test
    void a_drop_that_ends_in_silence_is_over_when_the_silence_begins() {
        assertThat(toldOf(ordinary(40), minutesOf(20, 2), minutesOf(0, 3), ordinary(5)))
                .containsExactly("40 DROP since 40", "43 DROP over", "43 SILENCE since 42", "45 SILENCE over");
    }

    @Test
    void a_new_level_becomes_ordinary_after_as_long_as_what_is_compared_with() {
        assertThat(toldOf(ordinary(40), minutesOf(400, 100))).containsExactly("40 SPIKE since 40", "69 SPIKE over");
    }

    @ParameterizedTest
    @CsvSource({"131, 30 SPIKE since 30", "130,", "70,", "69, 30 DROP since 30"})
    void what_is_three_deviations_off_the_mean_is_out_of_the_ordinary_and_less_is_not(int events, String told) {
        // The mean is 100, the deviation the square root of 3000 / 29, 10.17.
        LongStream ordinary = LongStream.range(0, 30).map(minute -> minute % 2 == 0 ? 90 : 110);
        assertThat(toldOf(ordinary, minutesOf(events, 1))).isEqualTo(told == null ? List.of() : List.of(told));
    }

    @Test
    void what_hovers_around_the_limit_does_not_flap() {
        assertThat(toldOf(
                        LongStream.range(0, 30).map(minute -> minute % 2 == 0 ? 90 : 110),
                        LongStream.of(140, 129, 131, 128, 132, 130)))
                .containsExactly("30 SPIKE since 30");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 8})
    void a_stream_that_has_only_just_begun_has_nothing_to_be_compared_with(int minutes) {
        assertThat(toldOf(ordinary(minutes), minutesOf(1000, 1), minutesOf(0, 5)))
                .isEmpty();
    }

    @Test
    void tiny_counts_are_never_out_of_the_ordinary() {
        assertThat(toldOf(minutesOf(1, 40), minutesOf(5, 1), minutesOf(1, 40))).isEmpty();
    }

    @Test
    void a_stream_that_is_often_empty_must_be_so_for_longer() {
        LongStream everyOther = LongStream.range(0, 60).map(minute -> minute % 2 == 0 ? 3 : 0);
        assertThat(toldOf(everyOther, minutesOf(0, 4))).isEmpty();
        everyOther = LongStream.range(0, 60).map(minute -> minute % 2 == 0 ? 3 : 0);
        assertThat(toldOf(everyOther, minutesOf(0, 20)))
                .as("half of its minutes are empty; ten in a row are one in a thousand")
                .containsExactly("68 SILENCE since 59");
    }

    @Test
    void what_was_seldom_there_is_forgotten() {
        Traffic traffic = Traffic.from(0).after(1, MINUTE, AlertRules.DEFAULTS);
        for (int minute = 1; minute <= 30; minute++) {
            assertThat(traffic.isForgotten(AlertRules.DEFAULTS)).isFalse();
            traffic = traffic.after(0, MINUTE, AlertRules.DEFAULTS);
        }
        assertThat(traffic.isForgotten(AlertRules.DEFAULTS)).isTrue();
    }

    @Test
    void what_is_kept_has_a_bound() {
        Traffic traffic = Traffic.from(0);
        for (long events : all(ordinary(500), minutesOf(9_000, 29))) {
            traffic = traffic.after(events, MINUTE, AlertRules.DEFAULTS);
        }
        assertThat(traffic.ordinary()).hasSize(30);
        assertThat(traffic.unusual()).hasSize(29);
    }
}
