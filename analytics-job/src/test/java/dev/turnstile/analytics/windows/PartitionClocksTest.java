package dev.turnstile.analytics.windows;

import static dev.turnstile.analytics.windows.Arrival.Kind.ASSIGNED_EMPTY;
import static dev.turnstile.analytics.windows.Arrival.Kind.ASSIGNED_WITH_BACKLOG;
import static dev.turnstile.analytics.windows.Arrival.Kind.CAUGHT_UP;
import static dev.turnstile.analytics.windows.Fixture.at;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PartitionClocksTest {

    private final PartitionClocks clocks = new PartitionClocks(Fixture.SETTINGS);

    private static Arrival news(Arrival.Kind kind, int partition, String time) {
        return Arrival.ofNews(kind, "orders", partition, at(time));
    }

    private void event(int partition, String time) {
        Arrival record = Arrival.ofRecord("orders", partition, 0, at(time), null, null);
        clocks.read(record, at(time));
        clocks.event(record, at(time));
    }

    @Test
    void there_is_no_watermark_before_partitions_are_known() {
        assertThat(clocks.watermark()).isEqualTo(PartitionClocks.UNKNOWN);
    }

    @Test
    void the_watermark_trails_the_newest_event_of_the_slowest_partition() {
        event(0, "10:50:40");
        event(1, "10:51:00");
        event(0, "10:50:35");
        assertThat(clocks.watermark()).isEqualTo(at("10:50:10") - 1);
    }

    @Test
    void a_partition_that_never_had_an_event_has_no_say() {
        clocks.assigned(news(ASSIGNED_EMPTY, 0, "10:50:00"), at("10:50:00"));
        assertThat(clocks.watermark()).isEqualTo(PartitionClocks.IDLE);
        event(1, "10:51:00");
        assertThat(clocks.watermark()).isEqualTo(at("10:50:30") - 1);
    }

    @Test
    void a_partition_with_a_backlog_holds_the_watermark_back_until_it_is_read() {
        clocks.assigned(news(ASSIGNED_WITH_BACKLOG, 0, "10:50:00"), at("10:50:00"));
        clocks.assigned(news(ASSIGNED_WITH_BACKLOG, 1, "10:50:00"), at("10:50:00"));
        event(0, "09:30:00");
        assertThat(clocks.watermark()).isEqualTo(PartitionClocks.UNKNOWN);
        event(1, "08:30:00");
        assertThat(clocks.watermark()).isEqualTo(at("08:29:30") - 1);
    }

    @Test
    void a_backlog_of_nothing_but_markers_does_not_hold_back_for_ever() {
        clocks.assigned(news(ASSIGNED_WITH_BACKLOG, 0, "10:50:00"), at("10:50:00"));
        clocks.caughtUp(news(CAUGHT_UP, 0, "10:50:29"));
        assertThat(clocks.watermark()).isEqualTo(PartitionClocks.UNKNOWN);
        clocks.caughtUp(news(CAUGHT_UP, 0, "10:50:30"));
        assertThat(clocks.watermark()).isEqualTo(PartitionClocks.IDLE);
    }

    @Test
    void a_partition_that_is_read_to_the_end_and_silent_follows_the_wall_clock() {
        event(0, "10:50:40");
        clocks.caughtUp(news(CAUGHT_UP, 0, "10:51:09"));
        assertThat(clocks.watermark()).as("29 s silent").isEqualTo(at("10:50:10") - 1);
        clocks.caughtUp(news(CAUGHT_UP, 0, "10:52:00"));
        assertThat(clocks.watermark()).as("a minute behind the clock").isEqualTo(at("10:51:00"));
        event(0, "10:50:45");
        assertThat(clocks.watermark()).as("never back").isEqualTo(at("10:51:00"));
    }

    @Test
    void a_rejected_record_breaks_the_silence_but_does_not_move_time() {
        event(0, "10:50:40");
        clocks.read(Arrival.ofRecord("orders", 0, 1, 0, null, null), at("10:51:30"));
        clocks.caughtUp(news(CAUGHT_UP, 0, "10:51:50"));
        assertThat(clocks.watermark()).isEqualTo(at("10:50:10") - 1);
    }

    @Test
    void a_restored_partition_goes_on_where_it_was_whichever_task_reads_it() {
        event(0, "10:50:40");
        event(1, "10:50:50");
        PartitionClocks other = new PartitionClocks(Fixture.SETTINGS);
        clocks.snapshot().forEach(other::restore);
        assertThat(other.watermark()).isEqualTo(PartitionClocks.UNKNOWN);
        other.assigned(news(ASSIGNED_EMPTY, 1, "11:00:00"), at("11:00:00"));
        assertThat(other.watermark()).isEqualTo(at("10:50:20") - 1);
        assertThat(other.snapshot()).as("also what is not its own").isEqualTo(clocks.snapshot());
        other.caughtUp(news(CAUGHT_UP, 1, "11:00:30"));
        assertThat(other.watermark()).as("and follows the clock in silence").isEqualTo(at("10:59:30"));
    }
}
