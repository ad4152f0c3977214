package dev.turnstile.analytics.windows;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;
import org.jspecify.annotations.Nullable;

/**
 * Writes an event for the next task. By hand, because it is done twice for every event and Flink's POJO serializer
 * reads and writes each field by reflection.
 */
final class EventSerializer<P> extends WireSerializer<Event<P>> {

    private final TypeSerializer<P> payload;

    EventSerializer(TypeSerializer<P> payload) {
        this.payload = payload;
    }

    @Override
    public void serialize(Event<P> event, DataOutputView out) throws IOException {
        writeBytes(event.id, out);
        out.writeLong(event.idHash);
        out.writeInt(event.contents);
        out.writeLong(event.time);
        payload.serialize(event.payload, out);
        out.writeLong(event.arrivedAt);
        StringValue.writeString(event.trace, out);
        Arrival original = event.original;
        out.writeBoolean(original != null);
        if (original != null) {
            StringValue.writeString(original.topic(), out);
            out.writeInt(original.partition());
            out.writeLong(original.offset());
            out.writeLong(original.arrivedAt());
            writeBytes(original.key(), out);
            writeBytes(original.value(), out);
            writeHeaders(original.headers(), out);
        }
    }

    @Override
    public Event<P> deserialize(DataInputView in) throws IOException {
        byte[] id = readBytes(in);
        long idHash = in.readLong();
        int contents = in.readInt();
        long time = in.readLong();
        P needed = payload.deserialize(in);
        long arrivedAt = in.readLong();
        String trace = StringValue.readString(in);
        Event<P> event =
                new Event<>(id, idHash, contents, time, needed, arrivedAt, in.readBoolean() ? readOriginal(in) : null);
        event.trace = trace;
        return event;
    }

    private static Arrival readOriginal(DataInputView in) throws IOException {
        return Arrival.ofRecord(
                StringValue.readString(in),
                in.readInt(),
                in.readLong(),
                in.readLong(),
                readBytes(in),
                readBytes(in),
                readHeaders(in));
    }

    private static void writeHeaders(Map<String, byte[]> headers, DataOutputView out) throws IOException {
        out.writeInt(headers.size());
        for (Map.Entry<String, byte[]> header : headers.entrySet()) {
            StringValue.writeString(header.getKey(), out);
            writeBytes(header.getValue(), out);
        }
    }

    private static Map<String, byte[]> readHeaders(DataInputView in) throws IOException {
        int count = in.readInt();
        Map<String, byte[]> headers = count == 0 ? Map.of() : new HashMap<>();
        for (int i = 0; i < count; i++) {
            headers.put(StringValue.readString(in), Objects.requireNonNull(readBytes(in), "a header without a value"));
        }
        return headers;
    }

    @Override
    public TypeSerializer<Event<P>> duplicate() {
        return new EventSerializer<>(payload.duplicate());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof EventSerializer<?> serializer && serializer.payload.equals(payload);
    }

    @Override
    public int hashCode() {
        return payload.hashCode();
    }
}
