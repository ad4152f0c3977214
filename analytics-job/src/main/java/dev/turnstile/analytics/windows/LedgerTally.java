package dev.turnstile.analytics.windows;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts, within one task, what becomes of events by the minute of their arrival, until it is asked. */
final class LedgerTally {

    private static final long MINUTE = 60_000;

    /** What can become of an event; each one that is {@link #READ} is exactly one of the others, somewhere; two of them say more of some. */
    enum Fate {
        READ,
        COUNTED,
        DUPLICATE,
        /** A duplicate as well, which came with other contents. */
        CONFLICTING,
        IGNORED,
        LATE,
        REJECTED,
        /** A rejected one as well, which was to undo what is not there. */
        UNFOUNDED
    }

    private final Map<Long, Counts> minutes = new HashMap<>();
    private long currentMinute = Long.MIN_VALUE;
    private Counts current = new Counts();

    void count(long arrivedAt, Fate fate) {
        long minute = Math.floorDiv(arrivedAt, MINUTE) * MINUTE;
        if (minute != currentMinute) {
            currentMinute = minute;
            current = minutes.computeIfAbsent(minute, ignored -> new Counts());
        }
        switch (fate) {
            case READ -> current.read++;
            case COUNTED -> current.counted++;
            case DUPLICATE -> current.duplicate++;
            case CONFLICTING -> current.conflicting++;
            case IGNORED -> current.ignored++;
            case LATE -> current.late++;
            case REJECTED -> current.rejected++;
            case UNFOUNDED -> current.unfounded++;
        }
    }

    /** What was counted since the last call; nothing is kept. */
    List<LedgerDelta> drain() {
        if (minutes.isEmpty()) {
            return List.of();
        }
        List<LedgerDelta> deltas = new ArrayList<>();
        minutes.forEach((minute, counts) -> deltas.add(counts.of(minute)));
        minutes.clear();
        currentMinute = Long.MIN_VALUE;
        return deltas;
    }

    private static final class Counts {
        private long read;
        private long counted;
        private long duplicate;
        private long conflicting;
        private long unfounded;
        private long ignored;
        private long late;
        private long rejected;

        private LedgerDelta of(long minute) {
            return new LedgerDelta(minute, read, counted, duplicate, ignored, late, rejected, conflicting, unfounded);
        }
    }
}
