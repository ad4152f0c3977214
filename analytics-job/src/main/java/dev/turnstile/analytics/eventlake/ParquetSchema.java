package dev.turnstile.analytics.eventlake;

import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.timestampType;

import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.MilliSeconds;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.StringType;
import org.apache.parquet.format.TimeUnit;
import org.apache.parquet.format.TimestampType;
import org.apache.parquet.format.Type;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type.Repetition;

/** The columns, as Parquet's library and as its files name them. */
final class ParquetSchema {

    private ParquetSchema() {}

    static MessageType of(List<? extends Column<?>> columns) {
        List<org.apache.parquet.schema.Type> fields = new ArrayList<>();
        for (Column<?> column : columns) {
            Repetition repetition = column.isRequired() ? Repetition.REQUIRED : Repetition.OPTIONAL;
            PrimitiveType type = switch (column.type()) {
                case TEXT ->
                    new PrimitiveType(repetition, PrimitiveTypeName.BINARY, column.name())
                            .withLogicalTypeAnnotation(stringType());
                case REAL -> new PrimitiveType(repetition, PrimitiveTypeName.DOUBLE, column.name());
                case TIME ->
                    new PrimitiveType(repetition, PrimitiveTypeName.INT64, column.name())
                            .withLogicalTypeAnnotation(timestampType(true, LogicalTypeAnnotation.TimeUnit.MILLIS));
            };
            fields.add(type);
        }
        return new MessageType("event", fields);
    }

    /** The tree of the schema, written as a list: its root, then the columns. */
    static List<SchemaElement> elements(MessageType schema) {
        List<SchemaElement> elements = new ArrayList<>();
        elements.add(new SchemaElement(schema.getName()).setNum_children(schema.getFieldCount()));
        for (org.apache.parquet.schema.Type field : schema.getFields()) {
            SchemaElement element = new SchemaElement(field.getName())
                    .setRepetition_type(
                            field.getRepetition() == Repetition.REQUIRED
                                    ? FieldRepetitionType.REQUIRED
                                    : FieldRepetitionType.OPTIONAL);
            switch (field.asPrimitiveType().getPrimitiveTypeName()) {
                case BINARY ->
                    element.setType(Type.BYTE_ARRAY)
                            .setConverted_type(ConvertedType.UTF8)
                            .setLogicalType(LogicalType.STRING(new StringType()));
                case INT64 ->
                    element.setType(Type.INT64)
                            .setConverted_type(ConvertedType.TIMESTAMP_MILLIS)
                            .setLogicalType(LogicalType.TIMESTAMP(
                                    new TimestampType(true, TimeUnit.MILLIS(new MilliSeconds()))));
                default -> element.setType(Type.DOUBLE);
            }
            elements.add(element);
        }
        return elements;
    }
}
