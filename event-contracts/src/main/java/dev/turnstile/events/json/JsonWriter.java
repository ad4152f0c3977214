package dev.turnstile.events.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import dev.turnstile.events.Money;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Writes one JSON object with fields in the order in which they are given. */
public final class JsonWriter {

    /** A character is written as itself, not as two escapes: those are three times as long. */
    private static final JsonFactory JSON = new JsonFactoryBuilder()
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            .build();

    private final JsonGenerator generator;

    private JsonWriter(JsonGenerator generator) {
        this.generator = generator;
    }

    /** What writes the fields of one kind of object. */
    @FunctionalInterface
    public interface Fields {
        void write(JsonWriter json) throws IOException;
    }

    /** The object as UTF-8. */
    public static byte[] write(Fields fields) {
        try (ByteArrayBuilder bytes = new ByteArrayBuilder(256)) {
            try (JsonGenerator generator = JSON.createGenerator(bytes)) {
                generator.writeStartObject();
                fields.write(new JsonWriter(generator));
                generator.writeEndObject();
            }
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("a byte array cannot fail to be written", e);
        }
    }

    /**
     * The object as UTF-8, with the fields of another at its end.
     *
     * @param more a JSON object with at least one field, which is copied as it stands; null for none
     */
    public static byte[] write(Fields fields, @Nullable String more) {
        byte[] object = write(fields);
        if (more == null) {
            return object;
        }
        byte[] rest = more.getBytes(StandardCharsets.UTF_8);
        byte[] both = Arrays.copyOf(object, object.length - 1 + rest.length);
        System.arraycopy(rest, 0, both, object.length - 1, rest.length);
        if (object.length > 2) {
            both[object.length - 1] = ',';
        }
        return both;
    }

    /** A string; the field is left out when it is null. */
    public JsonWriter text(String name, @Nullable String value) throws IOException {
        if (value != null) {
            generator.writeStringField(name, value);
        }
        return this;
    }

    public JsonWriter number(String name, long value) throws IOException {
        generator.writeNumberField(name, value);
        return this;
    }

    /** A statistic, not money: a score, a ratio. The field is left out when it is not finite: JSON has no such number. */
    public JsonWriter number(String name, double value) throws IOException {
        if (Double.isFinite(value)) {
            generator.writeNumberField(name, value);
        }
        return this;
    }

    /** Bytes as base64 (RFC 4648, padded). */
    public JsonWriter bytes(String name, byte[] value) throws IOException {
        generator.writeBinaryField(name, value);
        return this;
    }

    /** An object with nothing in it. */
    public JsonWriter emptyObject(String name) throws IOException {
        generator.writeObjectFieldStart(name);
        generator.writeEndObject();
        return this;
    }

    /** An exact decimal with the places that it has, never in exponent form. */
    public JsonWriter number(String name, BigDecimal value) throws IOException {
        generator.writeFieldName(name);
        generator.writeNumber(value.toPlainString());
        return this;
    }

    /** As the other, and left out when it is null. */
    public JsonWriter number(String name, @Nullable Double value) throws IOException {
        return value == null ? this : number(name, value.doubleValue());
    }

    public JsonWriter flag(String name, boolean value) throws IOException {
        generator.writeBooleanField(name, value);
        return this;
    }

    /** A decimal with two places, never in exponent form. */
    public JsonWriter money(String name, Money value) throws IOException {
        generator.writeFieldName(name);
        generator.writeNumber(value.toString());
        return this;
    }

    /** A decimal as text, every digit of it, never in exponent form; the field is left out when it is null. */
    public JsonWriter decimal(String name, @Nullable BigDecimal value) throws IOException {
        return text(name, value == null ? null : value.toPlainString());
    }

    /** ISO-8601, UTC, with {@code Z}; the field is left out when the value is null. */
    public JsonWriter time(String name, @Nullable Instant value) throws IOException {
        return text(name, value == null ? null : value.toString());
    }

    /** An array of objects. */
    public <T> JsonWriter objects(String name, Iterable<T> values, ElementWriter<T> element) throws IOException {
        generator.writeArrayFieldStart(name);
        for (T value : values) {
            generator.writeStartObject();
            element.write(this, value);
            generator.writeEndObject();
        }
        generator.writeEndArray();
        return this;
    }

    /** An array of strings. */
    public JsonWriter texts(String name, Iterable<String> values) throws IOException {
        generator.writeArrayFieldStart(name);
        for (String value : values) {
            generator.writeString(value);
        }
        generator.writeEndArray();
        return this;
    }

    /** An object. */
    public JsonWriter object(String name, Fields fields) throws IOException {
        generator.writeObjectFieldStart(name);
        fields.write(this);
        generator.writeEndObject();
        return this;
    }

    /** An array of counts. */
    public JsonWriter numbers(String name, long[] values) throws IOException {
        generator.writeFieldName(name);
        generator.writeArray(values, 0, values.length);
        return this;
    }

    /** What writes one element of an array. */
    @FunctionalInterface
    public interface ElementWriter<T> {
        void write(JsonWriter json, T value) throws IOException;
    }
}
