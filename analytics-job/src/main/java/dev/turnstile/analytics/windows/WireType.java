package dev.turnstile.analytics.windows;

import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/** Tells Flink of a type that has a {@link WireSerializer}. */
abstract class WireType<T> extends TypeInformation<T> {

    private final Class<T> type;

    WireType(Class<T> type) {
        this.type = type;
    }

    @Override
    public abstract WireSerializer<T> createSerializer(SerializerConfig config);

    @Override
    public final Class<T> getTypeClass() {
        return type;
    }

    @Override
    public final boolean isBasicType() {
        return false;
    }

    @Override
    public final boolean isTupleType() {
        return false;
    }

    @Override
    public final boolean isKeyType() {
        return false;
    }

    @Override
    public final int getArity() {
        return 1;
    }

    @Override
    public final int getTotalFields() {
        return 1;
    }

    @Override
    public String toString() {
        return type.getSimpleName();
    }

    @Override
    public final boolean canEqual(Object other) {
        return other instanceof WireType<?>;
    }
}
