package dev.turnstile.dashboard.pipelines;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.turnstile.dashboard.store.LedgerTotals;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How a pipeline is; null is what is not known. */
record PipelineStatus(
        String name,
        String state,
        @Nullable Instant watermark,
        @JsonProperty("watermark_lag_seconds") @Nullable Long watermarkLagSeconds,
        @Nullable Long lag,
        @JsonProperty("checkpoint_age_seconds") @Nullable Long checkpointAgeSeconds,
        @JsonProperty("checkpoints_failed") long checkpointsFailed,
        long restarts,
        long late,
        long rejected,
        long duplicate,
        long read,
        @JsonProperty("adds_up") boolean addsUp) {

    static PipelineStatus of(String name, JobStatus job, LedgerTotals totals, Instant now) {
        return new PipelineStatus(
                name,
                job.state(),
                job.watermark(),
                secondsBetween(job.watermark(), now),
                job.lag(),
                secondsBetween(job.checkpointedAt(), now),
                job.checkpointsFailed(),
                job.restarts(),
                totals.late(),
                totals.rejected(),
                totals.duplicate(),
                totals.read(),
                totals.addsUp());
    }

    /** As Flink spells it. */
    boolean isRunning() {
        return state.equals("RUNNING");
    }

    private static @Nullable Long secondsBetween(@Nullable Instant then, Instant now) {
        return then == null ? null : Math.max(0, Duration.between(then, now).toSeconds());
    }
}
