package dev.turnstile.definitions.reading;

import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;

/** What a definition needs of a schema of Avro's. */
final class AvroSchemas {

    private AvroSchemas() {}

    /** The same schema without the fields that stand nowhere in these places: Avro passes over them as it reads. */
    static Schema projected(Schema schema, Paths places) {
        if (places.leaf() != null) {
            return schema;
        }
        return switch (schema.getType()) {
            case UNION ->
                Schema.createUnion(schema.getTypes().stream()
                        .map(branch -> projected(branch, places))
                        .toList());
            case RECORD -> projectedRecord(schema, places);
            default -> schema;
        };
    }

    private static Schema projectedRecord(Schema record, Paths places) {
        List<Schema.Field> fields = new ArrayList<>();
        for (Schema.Field field : record.getFields()) {
            Paths within = places.fields().get(field.name());
            if (within != null) {
                fields.add(new Schema.Field(field.name(), projected(field.schema(), within), field.doc()));
            }
        }
        return Schema.createRecord(record.getName(), record.getDoc(), record.getNamespace(), record.isError(), fields);
    }
}
