package dev.turnstile.analytics.replay;

import dev.turnstile.analytics.windows.LedgerAccount;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.core.execution.JobClient;

/**
 * Shows on a terminal how far a replay is, while its results go elsewhere; quiet in a pipe. Java cannot tell whether
 * standard error is a terminal, so the script that starts the replay says so.
 */
final class ReplayProgress {

    private static final String IS_SHOWN = "turnstile.progress";
    private static final String TO_LINE_START_AND_CLEAR = "\r\u001b[K";

    private ReplayProgress() {}

    /** Waits for the job's end. */
    static JobExecutionResult shown(JobClient job) throws ExecutionException, InterruptedException {
        CompletableFuture<JobExecutionResult> result = job.getJobExecutionResult();
        if (!Boolean.getBoolean(IS_SHOWN)) {
            return result.get();
        }
        while (true) {
            try {
                JobExecutionResult end = result.get(1, TimeUnit.SECONDS);
                System.err.print(TO_LINE_START_AND_CLEAR);
                return end;
            } catch (TimeoutException e) {
                show(job);
            }
        }
    }

    private static void show(JobClient job) throws InterruptedException {
        try {
            long read = LedgerAccount.readSoFar(job.getAccumulators().get());
            System.err.printf(Locale.ROOT, "%s%,d read", TO_LINE_START_AND_CLEAR, read);
        } catch (ExecutionException e) {
            // It has just ended; its result says how.
            System.err.print(TO_LINE_START_AND_CLEAR);
        }
        System.err.flush();
    }
}
