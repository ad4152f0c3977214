package dev.turnstile.analytics.windows;

import java.util.Map;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.RuntimeContext;

/**
 * What a whole job has read and what became of it. Kept in Flink's accumulators, which a bounded job gives back at its
 * end; a job that runs for ever has the {@link Ledger} for it.
 */
public record LedgerAccount(long read, long counted, long duplicate, long ignored, long late, long rejected) {

    /** The account of a job that has ended. */
    public static LedgerAccount of(JobExecutionResult result) {
        return new LedgerAccount(
                total(result, "read"),
                total(result, "counted"),
                total(result, "duplicate"),
                total(result, "ignored"),
                total(result, "late"),
                total(result, "rejected"));
    }

    /** How much a job that still runs has read; some seconds old. */
    public static long readSoFar(Map<String, Object> accumulators) {
        return accumulators.get("ledger-read") instanceof Long read ? read : 0;
    }

    static void add(RuntimeContext task, LedgerDelta delta) {
        counter(task, "read").add(delta.read());
        counter(task, "counted").add(delta.counted());
        counter(task, "duplicate").add(delta.duplicate());
        counter(task, "ignored").add(delta.ignored());
        counter(task, "late").add(delta.late());
        counter(task, "rejected").add(delta.rejected());
    }

    @Override
    public String toString() {
        return "read " + read + ", counted " + counted + ", duplicate " + duplicate + ", ignored " + ignored + ", late "
                + late + ", rejected " + rejected;
    }

    private static LongCounter counter(RuntimeContext task, String name) {
        return task.getLongCounter("ledger-" + name);
    }

    private static long total(JobExecutionResult result, String name) {
        Long total = result.getAccumulatorResult("ledger-" + name);
        return total == null ? 0 : total;
    }
}
