package dev.turnstile.definitions.reading;

import dev.turnstile.definitions.Definition;
import dev.turnstile.definitions.Field;
import dev.turnstile.events.Decimals;
import dev.turnstile.events.Reading;
import java.time.Instant;
import java.util.Map;

/** What is read of a record, in words. */
final class Told {

    static final long NOW = Instant.parse("2026-11-20T12:00:00Z").toEpochMilli();

    private Told() {}

    /** What is in the definition's first field, or what is wrong with the record. */
    static String of(Definition definition, byte[] record, Map<String, byte[]> headers) {
        return of(RecordReaders.of(definition), definition, record, headers);
    }

    static String of(RecordReader reader, Definition definition, byte[] record, Map<String, byte[]> headers) {
        Reading<Row> reading = reader.read(record, headers, NOW);
        if (reading instanceof Reading.Accepted<Row> accepted) {
            Row row = accepted.event();
            if (!row.isPresent(0)) {
                return "absent";
            }
            Field field = definition.fields().get(0);
            return switch (field.type()) {
                case STRING -> row.text(0);
                case TIME -> Instant.ofEpochMilli(row.number(0)).toString();
                default -> Decimals.toString(row.number(0), field.scale());
            };
        }
        return reading instanceof Reading.Rejected<Row> rejected
                ? rejected.first().reason() + " " + rejected.first().field() + ": "
                        + rejected.first().detail()
                : "ignored";
    }
}
