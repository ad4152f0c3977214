package dev.turnstile.analytics.windows;

import java.io.IOException;
import java.util.Objects;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;
import org.jspecify.annotations.Nullable;

/** Writes what is counted of an event, by hand for the same reason as {@link EventSerializer}. */
final class CountableSerializer extends WireSerializer<Countable> {

    private static final int WITH_UNDOING = 0x80;

    @Override
    public void serialize(Countable countable, DataOutputView out) throws IOException {
        StringValue.writeString(countable.key, out);
        out.writeByte(countable.amounts.length);
        for (long amount : countable.amounts) {
            out.writeLong(amount);
        }
        Undoing undoing = countable.undoing;
        out.writeByte(undoing == null ? countable.values.length : countable.values.length | WITH_UNDOING);
        for (byte[] value : countable.values) {
            writeBytes(value, out);
        }
        if (undoing != null) {
            writeBytes(undoing.id(), out);
            out.writeLong(undoing.idHash());
            out.writeLong(undoing.amount());
        }
    }

    @Override
    public Countable deserialize(DataInputView in) throws IOException {
        String key = StringValue.readString(in);
        long[] amounts = new long[in.readUnsignedByte()];
        for (int i = 0; i < amounts.length; i++) {
            amounts[i] = in.readLong();
        }
        int count = in.readUnsignedByte();
        byte[][] values = new byte[count & ~WITH_UNDOING][];
        for (int i = 0; i < values.length; i++) {
            values[i] = readBytes(in);
        }
        return Countable.read(key, amounts, values, count < WITH_UNDOING ? null : readUndoing(in));
    }

    private static Undoing readUndoing(DataInputView in) throws IOException {
        byte[] id = Objects.requireNonNull(readBytes(in), "the id of what is undone");
        return new Undoing(id, in.readLong(), in.readLong());
    }

    @Override
    public TypeSerializer<Countable> duplicate() {
        return this;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CountableSerializer;
    }

    @Override
    public int hashCode() {
        return CountableSerializer.class.hashCode();
    }
}
