package dev.turnstile.definitions.reading;

import dev.turnstile.definitions.Definition;
import dev.turnstile.definitions.conditions.Condition;
import dev.turnstile.definitions.conditions.Conditions;
import org.jspecify.annotations.Nullable;

/** Compiles readers. */
public final class RecordReaders {

    private RecordReaders() {}

    /** What reads the records of a definition, in its format. */
    public static RecordReader of(Definition definition) {
        String where = definition.where();
        return of(definition, where == null ? null : Conditions.compile(where, definition));
    }

    static RecordReader of(Definition definition, @Nullable Condition where) {
        return switch (definition.source().format()) {
            case JSON -> new JsonRecordReader(definition, where);
            case CSV -> new CsvRecordReader(definition, where);
            case AVRO -> new AvroRecordReader(definition, where);
            case CLOUDEVENTS -> new CloudEventRecordReader(definition, where);
        };
    }
}
