package dev.turnstile.analytics.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnstile.analytics.runtime.ReportingKafkaReader.Progress;
import org.junit.jupiter.api.Test;

class ProgressTest {

    private final Progress progress = new Progress(5);

    @Test
    void a_partition_read_to_its_end_is_caught_up_as_of_the_question() {
        assertThat(progress.caughtUpAsOf(5, 1_000)).isEqualTo(1_000);
    }

    @Test
    void a_partition_with_more_to_read_is_not() {
        assertThat(progress.caughtUpAsOf(6, 1_000)).isZero();
        assertThat(progress.caughtUpAsOf(6, 4_000))
                .as("the reader may be stalled")
                .isZero();
    }

    @Test
    void an_end_that_is_a_marker_is_found_out_when_the_reader_has_nothing_left_to_give() {
        assertThat(progress.caughtUpAsOf(6, 1_000)).isZero();
        progress.drained();
        assertThat(progress.caughtUpAsOf(6, 4_000)).isEqualTo(1_000);
        progress.drained();
        assertThat(progress.caughtUpAsOf(8, 7_000)).as("the end has moved").isZero();
    }

    @Test
    void a_record_read_in_between_starts_it_over() {
        assertThat(progress.caughtUpAsOf(9, 1_000)).isZero();
        progress.readUpTo(7);
        progress.drained();
        assertThat(progress.caughtUpAsOf(9, 4_000)).isZero();
        progress.drained();
        assertThat(progress.caughtUpAsOf(9, 7_000)).isEqualTo(4_000);
    }
}
