package dev.turnstile.analytics.runtime;

import dev.turnstile.analytics.windows.Arrival;
import java.util.Properties;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.KafkaSourceEnumState;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * Flink's Kafka source, which also says which partitions it reads, whether there is anything in them, and when it has
 * read them to the end. Event time needs to know: a partition of which nothing was read yet may be empty or merely
 * slow, and one from which nothing comes may be silent or the broker unreachable.
 */
final class ReportingKafkaSource implements Source<Arrival, KafkaPartitionSplit, KafkaSourceEnumState> {

    private final KafkaSource<Arrival> source;
    private final Properties kafka;

    ReportingKafkaSource(KafkaSource<Arrival> source, Properties kafka) {
        this.source = source;
        this.kafka = kafka;
    }

    @Override
    public SourceReader<Arrival, KafkaPartitionSplit> createReader(SourceReaderContext context) throws Exception {
        return new ReportingKafkaReader(source.createReader(context), new PartitionEnds(kafka));
    }

    @Override
    public Boundedness getBoundedness() {
        return source.getBoundedness();
    }

    @Override
    public SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> createEnumerator(
            SplitEnumeratorContext<KafkaPartitionSplit> context) {
        return source.createEnumerator(context);
    }

    @Override
    public SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> restoreEnumerator(
            SplitEnumeratorContext<KafkaPartitionSplit> context, KafkaSourceEnumState state) throws Exception {
        return source.restoreEnumerator(context, state);
    }

    @Override
    public SimpleVersionedSerializer<KafkaPartitionSplit> getSplitSerializer() {
        return source.getSplitSerializer();
    }

    @Override
    public SimpleVersionedSerializer<KafkaSourceEnumState> getEnumeratorCheckpointSerializer() {
        return source.getEnumeratorCheckpointSerializer();
    }
}
