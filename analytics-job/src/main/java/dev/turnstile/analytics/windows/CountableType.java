package dev.turnstile.analytics.windows;

import org.apache.flink.api.common.serialization.SerializerConfig;
import org.jspecify.annotations.Nullable;

/** Tells Flink to write {@link Countable} with {@link CountableSerializer}. */
final class CountableType extends WireType<Countable> {

    static final CountableType INSTANCE = new CountableType();

    private CountableType() {
        super(Countable.class);
    }

    @Override
    public WireSerializer<Countable> createSerializer(SerializerConfig config) {
        return new CountableSerializer();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CountableType;
    }

    @Override
    public int hashCode() {
        return Countable.class.hashCode();
    }
}
