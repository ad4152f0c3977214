package dev.turnstile.analytics.runtime;

import dev.turnstile.analytics.windows.Arrival;
import dev.turnstile.analytics.windows.Arrival.Kind;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.util.FlinkRuntimeException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Passes on what Flink's reader reads, and puts the news about its partitions in between. */
@SuppressWarnings("try") // Closing a reader may throw anything, Flink's interface says.
final class ReportingKafkaReader implements SourceReader<Arrival, KafkaPartitionSplit> {

    private final SourceReader<Arrival, KafkaPartitionSplit> reader;
    private final PartitionEnds ends;
    private final Map<TopicPartition, Progress> partitions = new HashMap<>();
    private final Queue<Arrival> news = new ArrayDeque<>();
    private @Nullable TrackedOutput output;
    private volatile CompletableFuture<Void> answered = new CompletableFuture<>();

    ReportingKafkaReader(SourceReader<Arrival, KafkaPartitionSplit> reader, PartitionEnds ends) {
        this.reader = reader;
        this.ends = ends;
    }

    @Override
    public void start() {
        reader.start();
        ends.start(() -> answered.complete(null));
    }

    @Override
    public void addSplits(List<KafkaPartitionSplit> splits) {
        for (KafkaPartitionSplit split : splits) {
            TopicPartition partition = split.getTopicPartition();
            try {
                PartitionEnds.Range range = ends.rangeOf(partition);
                // Flink's marks for "earliest" and the like are negative.
                long start = split.getStartingOffset() < 0 ? range.begin() : split.getStartingOffset();
                partitions.put(partition, new Progress(start));
                news.add(Arrival.ofNews(
                        start < range.end() ? Kind.ASSIGNED_WITH_BACKLOG : Kind.ASSIGNED_EMPTY,
                        partition.topic(),
                        partition.partition(),
                        System.currentTimeMillis()));
            } catch (ExecutionException e) {
                throw new FlinkRuntimeException("Kafka does not say where " + partition + " ends", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new FlinkRuntimeException("interrupted while asking where " + partition + " ends", e);
            }
        }
        ends.watch(partitions.keySet());
        reader.addSplits(splits);
    }

    @Override
    public InputStatus pollNext(ReaderOutput<Arrival> out) throws Exception {
        PartitionEnds.Answer answer;
        while ((answer = ends.poll()) != null) {
            compare(answer);
        }
        Arrival next = news.poll();
        if (next != null) {
            out.collect(next);
            return InputStatus.MORE_AVAILABLE;
        }
        if (output == null) {
            output = new TrackedOutput(out);
        }
        InputStatus status = reader.pollNext(output);
        if (status == InputStatus.NOTHING_AVAILABLE) {
            partitions.values().forEach(Progress::drained);
        }
        return status;
    }

    private void compare(PartitionEnds.Answer answer) {
        answer.ends().forEach((partition, end) -> {
            Progress progress = partitions.get(partition);
            if (progress != null) {
                long caughtUpAsOf = progress.caughtUpAsOf(end, answer.asOf());
                if (caughtUpAsOf > 0) {
                    news.add(Arrival.ofNews(Kind.CAUGHT_UP, partition.topic(), partition.partition(), caughtUpAsOf));
                }
            }
        });
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
        if (answered.isDone()) {
            answered = new CompletableFuture<>();
        }
        // Looked at after the future was renewed, so that no answer can fall between.
        if (!news.isEmpty() || ends.hasAnswer()) {
            return CompletableFuture.completedFuture(null);
        }
        CompletableFuture<Void> available = reader.isAvailable();
        return available.isDone()
                ? available
                : CompletableFuture.anyOf(available, answered).thenApply(any -> null);
    }

    @Override
    public List<KafkaPartitionSplit> snapshotState(long checkpointId) {
        return reader.snapshotState(checkpointId);
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) throws Exception {
        reader.notifyCheckpointComplete(checkpointId);
    }

    @Override
    public void notifyCheckpointAborted(long checkpointId) throws Exception {
        reader.notifyCheckpointAborted(checkpointId);
    }

    @Override
    public void notifyNoMoreSplits() {
        reader.notifyNoMoreSplits();
    }

    @Override
    public void handleSourceEvents(SourceEvent event) {
        reader.handleSourceEvents(event);
    }

    @Override
    public void pauseOrResumeSplits(Collection<String> toPause, Collection<String> toResume) {
        reader.pauseOrResumeSplits(toPause, toResume);
    }

    @Override
    public void close() throws Exception {
        ends.close();
        reader.close();
    }

    /** How far one partition has been read. */
    static final class Progress {
        private long next;
        private boolean wasDrained;
        private long nextAtLastAnswer = -1;
        private long lastEnd = -1;
        private long lastAsOf;

        Progress(long start) {
            this.next = start;
        }

        void readUpTo(long offset) {
            next = offset;
        }

        /** The reader had nothing to give. */
        void drained() {
            wasDrained = true;
        }

        /** When everything in the partition was certainly read, epoch milliseconds; 0 if it may not have been. */
        long caughtUpAsOf(long end, long asOf) {
            // A partition written in transactions ends with a marker that is never read as a record. There, an end that
            // has not moved between two answers, while the reader had nothing left to give, says the same.
            boolean isAtMarker = wasDrained && end == lastEnd && next == nextAtLastAnswer;
            long caughtUp = next >= end ? asOf : isAtMarker ? lastAsOf : 0;
            wasDrained = false;
            nextAtLastAnswer = next;
            lastEnd = end;
            lastAsOf = asOf;
            return caughtUp;
        }
    }

    /** Notes each record's offset on its way. */
    private final class TrackedOutput implements ReaderOutput<Arrival> {
        private final ReaderOutput<Arrival> out;

        private TrackedOutput(ReaderOutput<Arrival> out) {
            this.out = out;
        }

        @Override
        public void collect(Arrival arrival) {
            note(arrival);
            out.collect(arrival);
        }

        @Override
        public void collect(Arrival arrival, long timestamp) {
            note(arrival);
            out.collect(arrival, timestamp);
        }

        @Override
        public void emitWatermark(Watermark watermark) {
            out.emitWatermark(watermark);
        }

        @Override
        public void markIdle() {
            out.markIdle();
        }

        @Override
        public void markActive() {
            out.markActive();
        }

        @Override
        public SourceOutput<Arrival> createOutputForSplit(String splitId) {
            out.createOutputForSplit(splitId);
            return this;
        }

        @Override
        public void releaseOutputForSplit(String splitId) {
            out.releaseOutputForSplit(splitId);
        }
    }

    private @Nullable Progress lastProgress;
    private @Nullable TopicPartition lastPartition;

    private void note(Arrival arrival) {
        // Records come in runs of one partition.
        if (lastProgress == null
                || lastPartition == null
                || lastPartition.partition() != arrival.partition()
                || !lastPartition.topic().equals(arrival.topic())) {
            lastPartition = new TopicPartition(arrival.topic(), arrival.partition());
            lastProgress = partitions.get(lastPartition);
        }
        if (lastProgress != null) {
            lastProgress.readUpTo(arrival.offset() + 1);
        }
    }
}
