package dev.turnstile.analytics.windows;

import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.jspecify.annotations.Nullable;

/** Tells Flink to write {@link Countable} with {@link CountableSerializer}. */
final class CountableType extends TypeInformation<Countable> {

    static final CountableType INSTANCE = new CountableType();

    @Override
    public TypeSerializer<Countable> createSerializer(SerializerConfig config) {
        return CountableSerializer.INSTANCE;
    }

    @Override
    public Class<Countable> getTypeClass() {
        return Countable.class;
    }

    @Override
    public boolean isBasicType() {
        return false;
    }

    @Override
    public boolean isTupleType() {
        return false;
    }

    @Override
    public boolean isKeyType() {
        return false;
    }

    @Override
    public int getArity() {
        return 1;
    }

    @Override
    public int getTotalFields() {
        return 1;
    }

    @Override
    public String toString() {
        return "Countable";
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CountableType;
    }

    @Override
    public int hashCode() {
        return 31;
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof CountableType;
    }
}
