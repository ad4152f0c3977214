package dev.turnstile.analytics.windows;

import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * What comes out of a pipeline.
 *
 * @param results final and corrected window results; to be written exactly once
 * @param live provisional window results
 * @param late records that came too late, with their original bytes
 * @param rejected records that are unfit, with their original bytes
 * @param ledger what was read in each minute and what became of it
 * @param alerts of the pipeline
 */
public record PipelineStreams(
        DataStream<OutgoingRecord> results,
        DataStream<OutgoingRecord> live,
        DataStream<OutgoingRecord> late,
        DataStream<OutgoingRecord> rejected,
        DataStream<OutgoingRecord> ledger,
        DataStream<OutgoingRecord> alerts) {

    /** All but the results: what may be written again after a failure, because readers can tell. */
    public DataStream<OutgoingRecord> atLeastOnce() {
        return live.union(late, rejected, ledger, alerts);
    }
}
