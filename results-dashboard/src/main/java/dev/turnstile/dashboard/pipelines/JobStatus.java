package dev.turnstile.dashboard.pipelines;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What Flink tells of the job that runs a pipeline; null is what it does not know, or not yet.
 *
 * @param state Flink's name for it, or one of ours
 * @param lag records on the input topics that were not read yet
 * @param checkpointedAt when the newest complete checkpoint was
 */
record JobStatus(
        String state,
        @Nullable Instant watermark,
        @Nullable Long lag,
        @Nullable Instant checkpointedAt,
        long checkpointsFailed,
        long restarts) {

    /** Flink answers, and has no job of this name. */
    static final String MISSING = "MISSING";

    /** Flink does not answer. */
    static final String UNREACHABLE = "UNREACHABLE";

    static JobStatus unknown(String state) {
        return new JobStatus(state, null, null, null, 0, 0);
    }

    /** The last that was known of a job of which nothing can be learned now. */
    JobStatus butNow(String otherState) {
        return new JobStatus(otherState, watermark, null, checkpointedAt, checkpointsFailed, restarts);
    }
}
