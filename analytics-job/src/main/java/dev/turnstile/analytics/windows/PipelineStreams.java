package dev.turnstile.analytics.windows;

import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * What comes out of a pipeline.
 *
 * @param results what is to be written exactly once: final and corrected window results, and whatever else the pipeline
 *     makes, each record for its own topic
 * @param live provisional window results
 * @param late records that came too late, with their original bytes
 * @param rejected records that are unfit, with their original bytes
 * @param ledger what was read in each minute and what became of it
 * @param alerts of the pipeline
 * @param stores what goes elsewhere than to Kafka
 */
public record PipelineStreams(
        DataStream<OutgoingRecord> results,
        DataStream<OutgoingRecord> live,
        DataStream<OutgoingRecord> late,
        DataStream<OutgoingRecord> rejected,
        DataStream<OutgoingRecord> ledger,
        DataStream<OutgoingRecord> alerts,
        List<StoreOutput<?>> stores) {

    /** All but the results: what may be written again after a failure, because readers can tell. */
    public DataStream<OutgoingRecord> atLeastOnce() {
        return live.union(late, rejected, ledger, alerts);
    }

    /** These, and more alerts. */
    public PipelineStreams withAlerts(DataStream<OutgoingRecord> more) {
        return new PipelineStreams(results, live, late, rejected, ledger, alerts.union(more), stores);
    }

    /** These, and one more that goes elsewhere than to Kafka. */
    public PipelineStreams withStore(StoreOutput<?> store) {
        List<StoreOutput<?>> all =
                Stream.concat(stores.stream(), Stream.of(store)).toList();
        return new PipelineStreams(results, live, late, rejected, ledger, alerts, all);
    }
}
