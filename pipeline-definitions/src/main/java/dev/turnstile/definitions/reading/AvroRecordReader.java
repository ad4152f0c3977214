package dev.turnstile.definitions.reading;

import dev.turnstile.definitions.Definition;
import dev.turnstile.definitions.Definition.Framing;
import dev.turnstile.definitions.conditions.Condition;
import dev.turnstile.events.Reading;
import dev.turnstile.events.RejectionReason;
import dev.turnstile.events.json.JsonDocument;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.jspecify.annotations.Nullable;

/**
 * Reads records in Avro's binary encoding, by the schema of the definition; bare, or behind the five bytes with which
 * schema registries begin a record (a zero, and the schema's number). Which of them is not told by the bytes for
 * certain, so a record that can be read either way is refused until the definition says what it is.
 */
final class AvroRecordReader implements RecordReader {

    private static final int FRAMING_OF_REGISTRIES = 5;

    static {
        // Avro makes room for what a record says it has before it looks whether it is there.
        for (String limit : List.of("bytes.maxLength", "string.maxLength", "collectionItems.maxLength")) {
            System.setProperty(
                    "org.apache.avro.limits." + limit, Integer.toString(JsonDocument.MOST_BYTES_OF_A_RECORD));
        }
    }

    private final Framing framing;
    private final Paths root;
    private final Findings findings;
    private final Schema schema;
    private final GenericDatumReader<IndexedRecord> reader;
    private @Nullable BinaryDecoder decoder;

    AvroRecordReader(Definition definition, @Nullable Condition where) {
        Definition.Avro avro = Objects.requireNonNull(definition.source().avro());
        List<ValueReader> readers = ValueReader.allOf(definition);
        framing = avro.framing();
        root = Paths.of(readers, field -> field.path());
        findings = new Findings(definition, where, readers);
        Schema written = new Schema.Parser().parse(avro.schema());
        schema = AvroSchemas.projected(written, root);
        reader = new GenericDatumReader<>(written, schema);
    }

    @Override
    public Reading<Row> read(byte @Nullable [] value, Map<String, byte[]> headers, long nowMillis) {
        if (value == null || value.length == 0) {
            return Reading.rejected(RejectionReason.EMPTY, "expected a record of Avro, but there was nothing");
        }
        if (value.length > JsonDocument.MOST_BYTES_OF_A_RECORD) {
            return Reading.rejected(
                    RejectionReason.TOO_LARGE,
                    "expected at most " + JsonDocument.MOST_BYTES_OF_A_RECORD + " bytes, there were " + value.length);
        }
        IndexedRecord bare = framing == Framing.REGISTRY ? null : decoded(value, 0);
        boolean mayBeFramed = framing != Framing.NONE && value.length > FRAMING_OF_REGISTRIES && value[0] == 0;
        IndexedRecord framed = mayBeFramed ? decoded(value, FRAMING_OF_REGISTRIES) : null;
        if (bare != null && framed != null) {
            return Reading.rejected(
                    RejectionReason.MALFORMED_AVRO,
                    "can be read with and without the five bytes of a schema registry: the definition must say"
                            + " framing: registry, or framing: none");
        }
        IndexedRecord record = bare != null ? bare : framed;
        if (record == null) {
            return Reading.rejected(RejectionReason.MALFORMED_AVRO, "expected " + expected());
        }
        Row row = findings.begin();
        readWithin(record, schema, root, row);
        return findings.reading(nowMillis);
    }

    private String expected() {
        String whole = "one whole record of the definition's schema";
        return switch (framing) {
            case NONE -> whole;
            case REGISTRY -> "the five bytes of a schema registry, and " + whole;
            case EITHER -> whole + ", bare or behind the five bytes of a schema registry";
        };
    }

    /** The record from there to the end; null if that is none. */
    private @Nullable IndexedRecord decoded(byte[] bytes, int from) {
        try {
            decoder = DecoderFactory.get().binaryDecoder(bytes, from, bytes.length - from, decoder);
            IndexedRecord record = reader.read(null, decoder);
            return decoder.isEnd() ? record : null;
        } catch (IOException | RuntimeException e) {
            // Avro throws whatever its parts throw for bytes that are no record.
            return null;
        }
    }

    private void readWithin(Object value, Schema type, Paths place, Row row) {
        if (value instanceof IndexedRecord record) {
            for (Schema.Field field : record.getSchema().getFields()) {
                Paths within = place.fields().get(field.name());
                if (within != null) {
                    readValue(record.get(field.pos()), field.schema(), within, row);
                }
            }
        } else if (value instanceof List<?> list) {
            for (int element = 0; element < list.size() && element < Paths.MOST_ELEMENTS; element++) {
                Paths within = place.fields().get("[" + element + "]");
                if (within != null) {
                    readValue(list.get(element), type.getElementType(), within, row);
                }
            }
        } else if (value instanceof Map<?, ?> map) {
            map.forEach((name, element) -> {
                Paths within = place.fields().get(name.toString());
                if (within != null) {
                    readValue(element, type.getValueType(), within, row);
                }
            });
        }
    }

    private void readValue(@Nullable Object value, Schema type, Paths place, Row row) {
        if (value == null) {
            return;
        }
        Schema own = type.getType() == Schema.Type.UNION
                ? type.getTypes().get(GenericData.get().resolveUnion(type, value))
                : type;
        ValueReader leaf = place.leaf();
        if (leaf == null) {
            readWithin(value, own, place, row);
            return;
        }
        Fault fault = AvroValue.read(value, own, leaf, row);
        if (fault != null) {
            findings.note(leaf.index, Findings.pointer(leaf.field), fault.reason(), fault.detail());
        }
    }
}
