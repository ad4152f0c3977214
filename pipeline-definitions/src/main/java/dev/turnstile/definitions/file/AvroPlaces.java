package dev.turnstile.definitions.file;

import dev.turnstile.definitions.Definition.Source;
import dev.turnstile.definitions.NearestName;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** Whether what a path leads to is in the schema. */
final class AvroPlaces {

    private final Schema schema;

    private AvroPlaces(Schema schema) {
        this.schema = schema;
    }

    /** Those of a source of Avro records, if its schema can be read. */
    static Optional<AvroPlaces> of(Source source) {
        return Optional.ofNullable(source.avro())
                .filter(avro -> !avro.schema().isEmpty())
                .map(avro -> new AvroPlaces(new Schema.Parser().parse(avro.schema())));
    }

    /** Notes at the value that its path leads nowhere, if so. */
    void check(List<String> path, Value value) {
        Schema at = schema;
        for (String step : path) {
            Schema record = ofRecord(at);
            if (record == null) {
                // An array, a map or a plain value: what is in it is known when there is a record.
                return;
            }
            Schema.Field field = record.getField(step);
            if (field == null) {
                List<String> names =
                        record.getFields().stream().map(Schema.Field::name).toList();
                value.wrong("the schema has no field " + step + " in " + record.getName()
                        + NearestName.question(step, names));
                return;
            }
            at = field.schema();
        }
    }

    private static @Nullable Schema ofRecord(Schema schema) {
        if (schema.getType() != Schema.Type.UNION) {
            return schema.getType() == Schema.Type.RECORD ? schema : null;
        }
        List<Schema> records = schema.getTypes().stream()
                .filter(branch -> branch.getType() == Schema.Type.RECORD)
                .toList();
        return records.size() == 1 ? records.get(0) : null;
    }
}
