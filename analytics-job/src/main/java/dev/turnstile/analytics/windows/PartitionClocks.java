package dev.turnstile.analytics.windows;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Event time, partition by partition, for the partitions that one subtask reads; the watermark is that of the slowest.
 *
 * <ul>
 *   <li>A partition's watermark trails the newest event in it.
 *   <li>One that is known to hold records, but of which none has been read yet, holds the watermark back: its events
 *       are not late only because others were read first.
 *   <li>One that has had events and has been read to its end and silent for a while follows the wall clock.
 *   <li>One that never had an event has no time, and no say.
 * </ul>
 *
 * All times are epoch milliseconds.
 */
final class PartitionClocks {

    /** There is no watermark, and downstream must not wait for one: no partition has a time. */
    static final long IDLE = Long.MAX_VALUE;

    /** There is no watermark yet, and downstream must wait. */
    static final long UNKNOWN = Long.MIN_VALUE;

    private final long outOfOrderness;
    private final long silence;
    private final Map<String, Clock> clocks = new HashMap<>();
    private final Map<String, Long> restored = new TreeMap<>();
    private boolean isAnyAssigned;
    private String lastTopic = "";
    private int lastPartition = -1;
    private Clock last = new Clock();

    PartitionClocks(WindowSettings settings) {
        this.outOfOrderness = settings.outOfOrderness().toMillis();
        this.silence = settings.silence().toMillis();
    }

    /** A partition's watermark from a checkpoint, of whichever subtask. It counts once the partition is assigned here. */
    void restore(String partition, long watermark) {
        restored.merge(partition, watermark, Math::max);
    }

    /** What to keep in a checkpoint: each partition's watermark. */
    Map<String, Long> snapshot() {
        Map<String, Long> watermarks = new TreeMap<>(restored);
        clocks.forEach((partition, clock) -> {
            if (clock.hasTime()) {
                watermarks.put(partition, clock.watermark());
            }
        });
        return watermarks;
    }

    void assigned(Arrival news, long now) {
        Clock clock = clockOf(news);
        clock.lastReadAt = now;
        Long watermark = restored.remove(name(news));
        if (watermark != null) {
            clock.floor = watermark;
        }
        clock.isAwaited = news.kind() == Arrival.Kind.ASSIGNED_WITH_BACKLOG;
        isAnyAssigned = true;
    }

    /** Something was read, whatever became of it: the partition is not silent. */
    void read(Arrival record, long now) {
        clockOf(record).lastReadAt = now;
    }

    /** An accepted event was read. */
    void event(Arrival record, long time) {
        Clock clock = clockOf(record);
        clock.isAwaited = false;
        clock.newest = Math.max(clock.newest, time);
        isAnyAssigned = true;
    }

    void caughtUp(Arrival news) {
        Clock clock = clockOf(news);
        if (news.arrivedAt() - clock.lastReadAt >= silence) {
            clock.isAwaited = false;
            if (clock.hasTime()) {
                clock.floor = Math.max(clock.floor, news.arrivedAt() - silence - outOfOrderness);
            }
        }
    }

    /** The watermark, {@link #UNKNOWN} or {@link #IDLE}. */
    long watermark() {
        if (!isAnyAssigned) {
            return UNKNOWN;
        }
        long slowest = IDLE;
        for (Clock clock : clocks.values()) {
            if (clock.isAwaited && !clock.hasTime()) {
                return UNKNOWN;
            }
            if (clock.hasTime()) {
                slowest = Math.min(slowest, clock.watermark());
            }
        }
        return slowest;
    }

    private Clock clockOf(Arrival arrival) {
        // Records come in runs of one partition.
        if (arrival.partition() != lastPartition || !arrival.topic().equals(lastTopic)) {
            lastTopic = arrival.topic();
            lastPartition = arrival.partition();
            last = clocks.computeIfAbsent(name(arrival), ignored -> new Clock());
        }
        return last;
    }

    private static String name(Arrival arrival) {
        return arrival.topic() + "-" + arrival.partition();
    }

    /** One partition's time. */
    private final class Clock {
        /** The newest event, or MIN_VALUE. */
        private long newest = Long.MIN_VALUE;
        /** A watermark that stands whatever the events say: restored, or by the wall clock; or MIN_VALUE. */
        private long floor = Long.MIN_VALUE;
        /** By the job's clock. */
        private long lastReadAt;

        private boolean isAwaited;

        private boolean hasTime() {
            return newest != Long.MIN_VALUE || floor != Long.MIN_VALUE;
        }

        private long watermark() {
            // Minus one: a watermark says that nothing at or before it is expected.
            return newest == Long.MIN_VALUE ? floor : Math.max(floor, newest - outOfOrderness - 1);
        }
    }
}
