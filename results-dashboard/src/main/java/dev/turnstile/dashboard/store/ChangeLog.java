package dev.turnstile.dashboard.store;

import dev.turnstile.dashboard.json.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The latest changes in their order, bounded in number and in bytes: a ring in which the newest push out the oldest. */
final class ChangeLog {

    private final @Nullable Change[] ring;
    private final long mostBytes;
    private long bytes;
    /** Sequences run from 1; what is held is {@code forgotten + 1 .. last}. */
    private long last;

    private long forgotten;

    ChangeLog(int mostChanges, long mostBytes) {
        this.ring = new @Nullable Change[mostChanges];
        this.mostBytes = mostBytes;
    }

    long last() {
        return last;
    }

    void append(Change.Kind kind, String pipeline, Json json) {
        if (last - forgotten == ring.length) {
            forget();
        }
        last++;
        ring[slot(last)] = new Change(last, kind, pipeline, json);
        bytes += json.length();
        while (bytes > mostBytes && forgotten < last - 1) {
            forget();
        }
    }

    /** Whether everything after this sequence is still here. */
    boolean reachesBackTo(long sequence) {
        return sequence >= forgotten && sequence <= last;
    }

    /** The changes after a sequence to which the log {@linkplain #reachesBackTo reaches back}, {@code most} at most. */
    List<Change> after(long sequence, int most) {
        int count = (int) Math.min(most, last - sequence);
        List<Change> changes = new ArrayList<>(count);
        for (long next = sequence + 1; next <= sequence + count; next++) {
            changes.add(held(next));
        }
        return changes;
    }

    private void forget() {
        forgotten++;
        bytes -= held(forgotten).json().length();
        ring[slot(forgotten)] = null;
    }

    private Change held(long sequence) {
        Change change = ring[slot(sequence)];
        if (change == null || change.sequence() != sequence) {
            throw new IllegalStateException("change " + sequence + " is not among " + (forgotten + 1) + " to " + last);
        }
        return change;
    }

    private int slot(long sequence) {
        return (int) (sequence % ring.length);
    }
}
