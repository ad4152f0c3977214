package dev.turnstile.analytics.eventlake;

import dev.turnstile.analytics.eventlake.WaitingRows.WrittenFile;
import dev.turnstile.analytics.windows.Event;
import dev.turnstile.analytics.windows.HoldingOperator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Puts rows into files, each into exactly one.
 *
 * <p>Rows wait in the checkpointed state until they make a file worth having: until their hour closes, or the oldest has
 * waited long enough, or too much waits. The file is written before a barrier, is part of that checkpoint as a handle,
 * and becomes visible when the checkpoint is complete. After a failure a row is therefore either waiting again, or in a
 * file that is published again, which changes nothing.
 *
 * <p>The watermark is handed on with the files: when it passes an hour downstream, every row that came before the hour
 * closed is in a visible file, and that file has been told of.
 */
final class LakeWriter extends HoldingOperator<Event<LakeRow>, LakeNews> {

    private static final long TICK = 1_000;

    private static final ListStateDescriptor<SavedRows> ROWS =
            new ListStateDescriptor<>("waiting-rows", TypeInformation.of(SavedRows.class));
    private static final ListStateDescriptor<SavedFile> FILES =
            new ListStateDescriptor<>("written-files", TypeInformation.of(SavedFile.class));
    private static final ListStateDescriptor<Long> WATERMARK = new ListStateDescriptor<>("watermark", Types.LONG);

    /** Rows of one hour that wait. */
    public record SavedRows(String topic, long hour, long since, boolean isOfClosedHour, byte[] rows) {}

    /** A file that is written; whether it is visible is not known. */
    public record SavedFile(String topic, long hour, LakeFile file, byte[] handle) {}

    /** What becomes visible with a checkpoint. */
    private record Batch(List<WrittenFile> files, long watermark) {}

    private final LakeSettings settings;
    private final boolean isCheckpointed;

    private transient Lake lake;
    private transient TreeMap<Folder, WaitingRows> waiting;
    private transient long waitingBytes;
    private transient Set<Folder> toldOf;
    private transient List<WrittenFile> written;
    private transient TreeMap<Long, Batch> batches;
    private transient long received;
    private transient ListState<SavedRows> rowsState;
    private transient ListState<SavedFile> filesState;
    private transient ListState<Long> watermarkState;

    /** @param isCheckpointed if not, a file is visible as soon as it is written */
    @SuppressWarnings("NullAway.Init") // initializeState() is Flink's constructor.
    LakeWriter(LakeSettings settings, boolean isCheckpointed) {
        super(TICK);
        this.settings = settings;
        this.isCheckpointed = isCheckpointed;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        lake = Lake.at(settings);
        waiting = new TreeMap<>();
        toldOf = new HashSet<>();
        written = new ArrayList<>();
        batches = new TreeMap<>();
        received = Long.MIN_VALUE;
        rowsState = context.getOperatorStateStore().getListState(ROWS);
        filesState = context.getOperatorStateStore().getListState(FILES);
        // Aligned checkpoints: all tasks have received the same watermarks before the barrier, so any task's will do.
        watermarkState = context.getOperatorStateStore().getUnionListState(WATERMARK);
        for (SavedRows saved : rowsState.get()) {
            waiting.computeIfAbsent(
                            new Folder(saved.topic(), saved.hour()),
                            folder -> new WaitingRows(folder, saved.since(), saved.isOfClosedHour()))
                    .addAll(saved.rows());
        }
        waitingBytes = waiting.values().stream().mapToLong(WaitingRows::size).sum();
        for (SavedFile saved : filesState.get()) {
            written.add(new WrittenFile(new Folder(saved.topic(), saved.hour()), saved.file(), saved.handle()));
        }
        for (long watermark : watermarkState.get()) {
            received = Math.max(received, watermark);
        }
    }

    /** The checkpoint that we were restored from is complete: its files are to be visible, if they are not yet. */
    @Override
    public void open() throws Exception {
        super.open();
        publish(written);
        written.clear();
    }

    @Override
    public void processElement(StreamRecord<Event<LakeRow>> element) throws Exception {
        Event<LakeRow> event = element.getValue();
        LakeRow row = event.payload();
        Folder folder = Folder.of(row.topic(), event.time());
        boolean isLate = folder.isClosed(received, settings.lateness());
        WaitingRows rows = waiting.computeIfAbsent(folder, of -> new WaitingRows(of, now(), isLate));
        boolean isFirst = rows.isEmpty();
        int before = isFirst ? 0 : rows.size();
        rows.add(row, event.time(), isLate);
        waitingBytes += rows.size() - before;
        counted(event);
        if (waitingBytes > settings.mostWaitingBytes()) {
            write(waiting.values().stream()
                    .max(Comparator.comparingInt(WaitingRows::size))
                    .orElseThrow());
        }
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        received = Math.max(received, mark.getTimestamp());
        if (!isCheckpointed) {
            writeWhere(this::isDue);
            output.emitWatermark(mark);
        }
    }

    /** Every second: tells what waits. */
    @Override
    protected void release() {
        int writer = getRuntimeContext().getTaskInfo().getIndexOfThisSubtask();
        toldOf.removeAll(waiting.keySet());
        for (Folder folder : toldOf) {
            output.collect(new StreamRecord<>(LakeNews.waiting(folder, writer, new long[Folder.MINUTES])));
        }
        toldOf.clear();
        for (WaitingRows rows : waiting.values()) {
            output.collect(new StreamRecord<>(LakeNews.waiting(rows.folder(), writer, rows.byMinute())));
            toldOf.add(rows.folder());
        }
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) {
        super.prepareSnapshotPreBarrier(checkpointId);
        try {
            writeWhere(this::isDue);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        batches.put(context.getCheckpointId(), new Batch(List.copyOf(written), received));
        written.clear();
        rowsState.clear();
        for (WaitingRows rows : waiting.values()) {
            Folder folder = rows.folder();
            rowsState.add(
                    new SavedRows(folder.topic(), folder.hour(), rows.since(), rows.isOfClosedHour(), rows.toBytes()));
        }
        filesState.clear();
        for (Batch batch : batches.values()) {
            for (WrittenFile each : batch.files()) {
                Folder folder = each.folder();
                filesState.add(new SavedFile(folder.topic(), folder.hour(), each.file(), each.handle()));
            }
        }
        watermarkState.update(List.of(received));
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) throws Exception {
        super.notifyCheckpointComplete(checkpointId);
        Map<Long, Batch> complete = batches.headMap(checkpointId, true);
        for (Batch batch : complete.values()) {
            publish(batch.files());
            // MIN_VALUE is no watermark but the lack of one.
            if (batch.watermark() > Long.MIN_VALUE) {
                output.emitWatermark(new Watermark(batch.watermark()));
            }
        }
        complete.clear();
    }

    @Override
    public void finish() throws Exception {
        writeWhere(rows -> true);
        super.finish();
    }

    private boolean isDue(WaitingRows rows) {
        boolean hasJustClosed = !rows.isOfClosedHour() && rows.folder().isClosed(received, settings.lateness());
        return hasJustClosed || now() - rows.since() >= settings.fileAge().toMillis();
    }

    private void writeWhere(Predicate<WaitingRows> isDue) throws IOException {
        for (WaitingRows rows : waiting.values().stream().filter(isDue).toList()) {
            write(rows);
        }
    }

    private void write(WaitingRows rows) throws IOException {
        String name = UUID.randomUUID() + settings.format().suffix();
        WrittenFile file = rows.writeTo(lake, settings.format(), name);
        waiting.remove(rows.folder());
        waitingBytes -= rows.size();
        if (isCheckpointed) {
            written.add(file);
        } else {
            publish(List.of(file));
        }
    }

    private void publish(List<WrittenFile> files) throws IOException {
        for (WrittenFile each : files) {
            lake.publish(each.folder(), each.file(), each.handle());
            output.collect(new StreamRecord<>(
                    LakeNews.visible(each.folder(), each.file().committed(now()))));
        }
    }
}
