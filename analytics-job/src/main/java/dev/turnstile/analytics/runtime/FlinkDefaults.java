package dev.turnstile.analytics.runtime;

import java.time.Duration;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.core.execution.CheckpointingMode;

/** What every job of ours sets in Flink, whatever the cluster's configuration says. */
public final class FlinkDefaults {

    /** Equals the number of shards; savepoints of a job cannot be read by one with another. */
    public static final int MAX_PARALLELISM = 128;

    private FlinkDefaults() {}

    /** For a job without checkpoints: a file, run once. */
    public static Configuration bounded() {
        Configuration configuration = new Configuration();
        // Kryo reads nothing that another version wrote; an operator with an automatic uid loses its state when the
        // graph changes.
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        configuration.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
        configuration.set(PipelineOptions.MAX_PARALLELISM, MAX_PARALLELISM);
        // No operator of ours changes what it has sent, or keeps what it has received.
        configuration.set(PipelineOptions.OBJECT_REUSE, true);
        // Two shuffles are part of the time until a number is seen; the default is 100 ms for each.
        configuration.set(ExecutionOptions.BUFFER_TIMEOUT, Duration.ofMillis(10));
        return configuration;
    }

    /** For a job that runs for ever. */
    public static Configuration unbounded(JobSettings settings, String jobName) {
        Configuration configuration = bounded();
        configuration.set(CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE, CheckpointingMode.EXACTLY_ONCE);
        configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, settings.checkpointInterval());
        configuration.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, settings.checkpointDirectory() + "/" + jobName);
        configuration.set(
                CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
                ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
        configuration.set(CheckpointingOptions.MAX_RETAINED_CHECKPOINTS, 3);
        configuration.set(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, 10);
        // Admission relies on aligned barriers: all its tasks have the same watermark at a checkpoint.
        configuration.set(CheckpointingOptions.ENABLE_UNALIGNED, false);
        configuration.set(StateBackendOptions.STATE_BACKEND, settings.stateBackend());
        configuration.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
        configuration.set(
                RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_INITIAL_BACKOFF, Duration.ofSeconds(1));
        configuration.set(
                RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF, Duration.ofSeconds(30));
        return configuration;
    }
}
