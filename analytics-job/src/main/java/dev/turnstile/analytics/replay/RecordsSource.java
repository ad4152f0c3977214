package dev.turnstile.analytics.replay;

import dev.turnstile.analytics.windows.Arrival;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.lib.util.IteratorSourceEnumerator;
import org.apache.flink.api.connector.source.lib.util.IteratorSourceReader;
import org.apache.flink.api.connector.source.lib.util.IteratorSourceSplit;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** The records of one file, or of standard input, as records of one partition. Read once: it keeps no position. */
final class RecordsSource implements Source<Arrival, RecordsSource.Whole, Collection<RecordsSource.Whole>> {

    private final String file;
    private final String topic;
    private final Framing framing;

    RecordsSource(String file, String topic, Framing framing) {
        this.file = file;
        this.topic = topic;
        this.framing = framing;
    }

    @Override
    public Boundedness getBoundedness() {
        return Boundedness.BOUNDED;
    }

    @Override
    public SourceReader<Arrival, Whole> createReader(SourceReaderContext context) {
        return new IteratorSourceReader<>(context);
    }

    @Override
    public SplitEnumerator<Whole, Collection<Whole>> createEnumerator(SplitEnumeratorContext<Whole> context) {
        return new IteratorSourceEnumerator<>(context, List.of(new Whole(file, topic, framing)));
    }

    @Override
    public SplitEnumerator<Whole, Collection<Whole>> restoreEnumerator(
            SplitEnumeratorContext<Whole> context, Collection<Whole> checkpoint) {
        throw new UnsupportedOperationException("a replay takes no checkpoints");
    }

    @Override
    public SimpleVersionedSerializer<Whole> getSplitSerializer() {
        return new WholeSerializer();
    }

    @Override
    public SimpleVersionedSerializer<Collection<Whole>> getEnumeratorCheckpointSerializer() {
        return new NoCheckpoints();
    }

    /** The one split: everything. */
    record Whole(String file, String topic, Framing framing) implements IteratorSourceSplit<Arrival, FileRecords> {
        @Override
        public String splitId() {
            return file;
        }

        @Override
        public FileRecords getIterator() {
            return FileRecords.open(file, topic, framing);
        }

        @Override
        public IteratorSourceSplit<Arrival, FileRecords> getUpdatedSplitForIterator(FileRecords iterator) {
            return this;
        }
    }

    private static final class WholeSerializer implements SimpleVersionedSerializer<Whole> {
        @Override
        public int getVersion() {
            return 1;
        }

        @Override
        public byte[] serialize(Whole split) {
            // A newline cannot be in a topic's name.
            return (split.framing() + "\n" + split.topic() + "\n" + split.file()).getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public Whole deserialize(int version, byte[] bytes) {
            String text = new String(bytes, StandardCharsets.UTF_8);
            String[] parts = text.split("\n", 3);
            return new Whole(parts[2], parts[1], Framing.valueOf(parts[0]));
        }
    }

    private static final class NoCheckpoints implements SimpleVersionedSerializer<Collection<Whole>> {
        @Override
        public int getVersion() {
            return 1;
        }

        @Override
        public byte[] serialize(Collection<Whole> splits) {
            throw new UnsupportedOperationException("a replay takes no checkpoints");
        }

        @Override
        public Collection<Whole> deserialize(int version, byte[] bytes) {
            throw new UnsupportedOperationException("a replay takes no checkpoints");
        }
    }
}
