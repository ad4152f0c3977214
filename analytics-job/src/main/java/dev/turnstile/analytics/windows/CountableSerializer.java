package dev.turnstile.analytics.windows;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;
import org.jspecify.annotations.Nullable;

/** Writes what is counted of an event, by hand for the same reason as {@link EventSerializer}. */
final class CountableSerializer extends WireSerializer<Countable> {

    @Override
    public void serialize(Countable countable, DataOutputView out) throws IOException {
        StringValue.writeString(countable.key, out);
        out.writeByte(countable.amounts.length);
        for (long amount : countable.amounts) {
            out.writeLong(amount);
        }
        out.writeByte(countable.values.length);
        for (byte[] value : countable.values) {
            writeBytes(value, out);
        }
    }

    @Override
    public Countable deserialize(DataInputView in) throws IOException {
        String key = StringValue.readString(in);
        long[] amounts = new long[in.readUnsignedByte()];
        for (int i = 0; i < amounts.length; i++) {
            amounts[i] = in.readLong();
        }
        byte[][] values = new byte[in.readUnsignedByte()][];
        for (int i = 0; i < values.length; i++) {
            values[i] = readBytes(in);
        }
        return Countable.read(key, amounts, values);
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
