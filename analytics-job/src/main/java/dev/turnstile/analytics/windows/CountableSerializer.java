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

    @Override
    public void serialize(Countable countable, DataOutputView out) throws IOException {
        writeBytes(countable.user(), out);
        out.writeLong(countable.userHash());
        StringValue.writeString(countable.dimension(), out);
        out.writeLong(countable.amount());
    }

    @Override
    public Countable deserialize(DataInputView in) throws IOException {
        byte[] user = Objects.requireNonNull(readBytes(in), "an event without a user");
        return new Countable(user, in.readLong(), StringValue.readString(in), in.readLong());
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
