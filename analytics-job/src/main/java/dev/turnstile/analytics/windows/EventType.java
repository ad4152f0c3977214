package dev.turnstile.analytics.windows;

import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.jspecify.annotations.Nullable;

/** Tells Flink to write an {@link Event} with {@link EventSerializer}, whatever its payload. */
final class EventType<P> extends WireType<Event<P>> {

    private final TypeInformation<P> payload;

    @SuppressWarnings("unchecked") // A class knows nothing of its type parameter.
    EventType(TypeInformation<P> payload) {
        super((Class<Event<P>>) (Class<?>) Event.class);
        this.payload = payload;
    }

    @Override
    public WireSerializer<Event<P>> createSerializer(SerializerConfig config) {
        return new EventSerializer<>(payload.createSerializer(config));
    }

    @Override
    public String toString() {
        return "Event<" + payload + ">";
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof EventType<?> type && type.payload.equals(payload);
    }

    @Override
    public int hashCode() {
        return payload.hashCode();
    }
}
