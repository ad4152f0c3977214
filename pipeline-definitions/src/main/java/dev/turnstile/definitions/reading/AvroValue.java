package dev.turnstile.definitions.reading;

import dev.turnstile.definitions.Field;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericFixed;
import org.jspecify.annotations.Nullable;

/** What one value of Avro's is to a field: by its type, and by the logical type that says more of it. */
final class AvroValue {

    private static final int MICROS = 1_000;
    private static final int NANOS = 1_000_000;

    private AvroValue() {}

    /** Puts it into the row; gives what is wrong with it, or null. */
    static @Nullable Fault read(Object value, Schema type, ValueReader field, Row row) {
        return switch (type.getType()) {
            case STRING, ENUM -> field.text(value.toString(), row);
            case BOOLEAN -> field.flag((Boolean) value, row);
            case INT, LONG -> whole(((Number) value).longValue(), type.getLogicalType(), field, row);
            case FLOAT, DOUBLE -> field.number(value.toString(), row);
            case BYTES -> decimal(bytes((ByteBuffer) value), type.getLogicalType(), field, row);
            case FIXED -> decimal(((GenericFixed) value).bytes(), type.getLogicalType(), field, row);
            default -> Fault.wrongType(field.expected());
        };
    }

    private static @Nullable Fault whole(long value, @Nullable LogicalType meaning, ValueReader field, Row row) {
        if (field.field.type() != Field.Type.TIME || meaning == null) {
            return field.number(Long.toString(value), row);
        }
        switch (meaning.getName()) {
            case "timestamp-millis" -> row.setNumber(field.index, value);
            case "timestamp-micros" -> row.setNumber(field.index, Math.floorDiv(value, MICROS));
            case "timestamp-nanos" -> row.setNumber(field.index, Math.floorDiv(value, NANOS));
            case "local-timestamp-millis" -> row.setNumber(field.index, inZone(value, field.field));
            case "local-timestamp-micros" ->
                row.setNumber(field.index, inZone(Math.floorDiv(value, MICROS), field.field));
            case "local-timestamp-nanos" ->
                row.setNumber(field.index, inZone(Math.floorDiv(value, NANOS), field.field));
            case "date" ->
                row.setNumber(
                        field.index,
                        LocalDate.ofEpochDay(value)
                                .atStartOfDay(field.field.zone())
                                .toInstant()
                                .toEpochMilli());
            default -> {
                return field.number(Long.toString(value), row);
            }
        }
        return null;
    }

    /** A wall clock's time, as milliseconds if it stood in UTC, where the field's clock stands. */
    private static long inZone(long wallMillis, Field field) {
        return LocalDateTime.ofInstant(Instant.ofEpochMilli(wallMillis), ZoneOffset.UTC)
                .atZone(field.zone())
                .toInstant()
                .toEpochMilli();
    }

    private static @Nullable Fault decimal(byte[] bytes, @Nullable LogicalType meaning, ValueReader field, Row row) {
        if (!(meaning instanceof LogicalTypes.Decimal decimal) || bytes.length == 0) {
            return Fault.wrongType(field.expected());
        }
        return field.number(new BigDecimal(new BigInteger(bytes), decimal.getScale()).toPlainString(), row);
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}
