package dev.turnstile.analytics.windows;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;
import org.jspecify.annotations.Nullable;

/**
 * Writes an event for the next task. By hand, because it is done twice for every event and Flink's POJO serializer
 * reads and writes each field by reflection. Never used for state.
 */
public final class CountableSerializer extends TypeSerializerSingleton<Countable> {

    static final CountableSerializer INSTANCE = new CountableSerializer();

    @Override
    public void serialize(Countable event, DataOutputView out) throws IOException {
        writeBytes(event.id, out);
        out.writeLong(event.idHash);
        writeBytes(event.user, out);
        out.writeLong(event.userHash);
        StringValue.writeString(event.dimension, out);
        out.writeLong(event.amount);
        out.writeLong(event.time);
        out.writeLong(event.arrivedAt);
        Arrival original = event.original;
        out.writeBoolean(original != null);
        if (original != null) {
            StringValue.writeString(original.topic(), out);
            out.writeInt(original.partition());
            out.writeLong(original.offset());
            out.writeLong(original.arrivedAt());
            writeBytes(original.key(), out);
            writeBytes(original.value(), out);
        }
    }

    @Override
    public Countable deserialize(DataInputView in) throws IOException {
        byte[] id = readBytes(in);
        long idHash = in.readLong();
        byte[] user = readBytes(in);
        if (user == null) {
            throw new IOException("an event without a user");
        }
        return new Countable(
                id,
                idHash,
                user,
                in.readLong(),
                StringValue.readString(in),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readBoolean() ? readOriginal(in) : null);
    }

    private static Arrival readOriginal(DataInputView in) throws IOException {
        return Arrival.ofRecord(
                StringValue.readString(in), in.readInt(), in.readLong(), in.readLong(), readBytes(in), readBytes(in));
    }

    private static void writeBytes(byte @Nullable [] bytes, DataOutputView out) throws IOException {
        out.writeInt(bytes == null ? -1 : bytes.length);
        if (bytes != null) {
            out.write(bytes);
        }
    }

    private static byte @Nullable [] readBytes(DataInputView in) throws IOException {
        int length = in.readInt();
        if (length < 0) {
            return null;
        }
        byte[] bytes = new byte[length];
        in.readFully(bytes);
        return bytes;
    }

    @Override
    public Countable deserialize(Countable reuse, DataInputView in) throws IOException {
        return deserialize(in);
    }

    @Override
    public Countable createInstance() {
        return Countable.of(null, "", "", 0, 0);
    }

    @Override
    public Countable copy(Countable event) {
        // Nothing changes an event once it has been sent.
        return event;
    }

    @Override
    public Countable copy(Countable event, Countable reuse) {
        return event;
    }

    @Override
    public void copy(DataInputView in, DataOutputView out) throws IOException {
        serialize(deserialize(in), out);
    }

    @Override
    public boolean isImmutableType() {
        return true;
    }

    @Override
    public int getLength() {
        return -1;
    }

    @Override
    public TypeSerializerSnapshot<Countable> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Says that any version of this serializer reads what any other wrote; it is on the wire only, never in state. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<Countable> {
        public Snapshot() {
            super(() -> (TypeSerializer<Countable>) INSTANCE);
        }
    }
}
