package dev.turnstile.analytics.windows;

import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * What one task has read and what became of it, as Flink's metrics: how fast, for alerts and pictures. What is read again
 * after a restart is counted here again; the {@link Ledger} is exact.
 */
final class LedgerMetrics {

    private final Counter read;
    private final Counter counted;
    private final Counter duplicate;
    private final Counter ignored;
    private final Counter late;
    private final Counter rejected;
    private final Counter conflicting;
    private final Counter unfounded;

    LedgerMetrics(MetricGroup task) {
        MetricGroup ledger = task.addGroup("ledger");
        read = ledger.counter("read");
        counted = ledger.counter("counted");
        duplicate = ledger.counter("duplicate");
        ignored = ledger.counter("ignored");
        late = ledger.counter("late");
        rejected = ledger.counter("rejected");
        conflicting = ledger.counter("conflicting");
        unfounded = ledger.counter("unfounded");
    }

    void add(LedgerDelta delta) {
        read.inc(delta.read());
        counted.inc(delta.counted());
        duplicate.inc(delta.duplicate());
        ignored.inc(delta.ignored());
        late.inc(delta.late());
        rejected.inc(delta.rejected());
        conflicting.inc(delta.conflicting());
        unfounded.inc(delta.unfounded());
    }
}
