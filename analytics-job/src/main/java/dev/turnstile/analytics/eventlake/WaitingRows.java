package dev.turnstile.analytics.eventlake;

import dev.turnstile.events.listening.ListeningEvent;
import dev.turnstile.events.results.LakeHour.OffsetRange;
import java.io.IOException;
import java.util.List;
import java.util.TreeMap;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/** The rows of one hour that wait to be written, in the order of their coming, as bytes. */
final class WaitingRows {

    /** Of an hour, before it has any row: the buffer, the minutes, what is known of it elsewhere. */
    private static final int OWN_BYTES = 8 << 10;

    private final Folder folder;
    private final long since;
    private final boolean isOfClosedHour;
    private final DataOutputSerializer bytes = new DataOutputSerializer(1 << 12);

    private final long[] byMinute = new long[Folder.MINUTES];
    private final TreeMap<Integer, OffsetRange> offsets = new TreeMap<>();
    private long rows;
    private long lateRows;
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;

    /**
     * @param since when the first of them came, by the task's clock
     * @param isOfClosedHour whether the hour was closed by then: all of them are late
     */
    WaitingRows(Folder folder, long since, boolean isOfClosedHour) {
        this.folder = folder;
        this.since = since;
        this.isOfClosedHour = isOfClosedHour;
    }

    Folder folder() {
        return folder;
    }

    long since() {
        return since;
    }

    boolean isOfClosedHour() {
        return isOfClosedHour;
    }

    boolean isEmpty() {
        return rows == 0;
    }

    /** What they take in memory. */
    int size() {
        return OWN_BYTES + bytes.length();
    }

    long[] byMinute() {
        return byMinute.clone();
    }

    void add(LakeRow row, long time, boolean isLate) {
        try {
            bytes.writeLong(time);
            bytes.writeInt(row.partition());
            bytes.writeLong(row.offset());
            bytes.writeBoolean(isLate);
            bytes.writeInt(row.json().length);
            bytes.write(row.json());
        } catch (IOException e) {
            throw new IllegalStateException("cannot hold more rows of " + folder, e);
        }
        byMinute[folder.minuteOf(time)]++;
        offsets.merge(
                row.partition(),
                new OffsetRange(row.partition(), row.offset(), row.offset()),
                (a, b) -> new OffsetRange(a.partition(), Math.min(a.first(), b.first()), Math.max(a.last(), b.last())));
        rows++;
        lateRows += isLate ? 1 : 0;
        first = Math.min(first, time);
        last = Math.max(last, time);
    }

    /** For a checkpoint. */
    byte[] toBytes() {
        return bytes.getCopyOfBuffer();
    }

    /** Adds what {@link #toBytes} gave. */
    void addAll(byte[] saved) throws IOException {
        read(saved, this::add);
    }

    /** Writes them as a file that is not visible yet. */
    WrittenFile writeTo(Lake lake, LakeFormat format, String name) throws IOException {
        return writeTo(lake, format, name, LakeTopic.named(folder.topic()));
    }

    private <E extends ListeningEvent> WrittenFile writeTo(
            Lake lake, LakeFormat format, String name, LakeTopic<E> topic) throws IOException {
        Lake.NewFile file = lake.create(folder, name);
        RowWriter<E> writer = format.writer(topic, file.out());
        read(toBytes(), (row, time, isLate) -> writer.write(topic.reread(row.json())));
        writer.finish();
        long length = file.length();
        byte[] handle = file.finish();
        LakeFile told =
                new LakeFile(name, rows, lateRows, length, first, last, byMinute(), List.copyOf(offsets.values()), 0);
        return new WrittenFile(folder, told, handle);
    }

    private void read(byte[] saved, RowReader reader) throws IOException {
        var in = new DataInputDeserializer(saved);
        while (in.available() > 0) {
            long time = in.readLong();
            int partition = in.readInt();
            long offset = in.readLong();
            boolean isLate = in.readBoolean();
            byte[] json = new byte[in.readInt()];
            in.readFully(json);
            reader.read(new LakeRow(folder.topic(), partition, offset, json), time, isLate);
        }
    }

    /** A file that is written and not yet visible. */
    record WrittenFile(Folder folder, LakeFile file, byte[] handle) {}

    @FunctionalInterface
    private interface RowReader {
        void read(LakeRow row, long time, boolean isLate) throws IOException;
    }
}
