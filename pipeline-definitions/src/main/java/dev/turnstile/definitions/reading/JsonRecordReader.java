package dev.turnstile.definitions.reading;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.turnstile.definitions.Definition;
import dev.turnstile.definitions.Field;
import dev.turnstile.definitions.conditions.Condition;
import dev.turnstile.events.Reading;
import dev.turnstile.events.RejectionReason;
import dev.turnstile.events.json.JsonDocument;
import dev.turnstile.events.json.JsonReader;
import dev.turnstile.events.json.JsonRejection;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads records that are one JSON object each: plain ones from their bytes, all others by their tokens. */
final class JsonRecordReader implements RecordReader {

    private static final int FRAMING_OF_REGISTRIES = 5;
    private static final Besides NOTHING = (row, findings) -> {};

    private final Paths root;
    private final Findings findings;
    private final boolean[] wasThere;
    private final PlainJson plain;
    private final boolean isPlainRead;

    JsonRecordReader(Definition definition, @Nullable Condition where) {
        this(definition, where, Field::path);
    }

    /** @param place where a field stands in the record */
    JsonRecordReader(Definition definition, @Nullable Condition where, Function<Field, List<String>> place) {
        this(definition, where, place, true);
    }

    /** @param isPlainRead whether plain records are read by {@link PlainJson}, which makes no difference but in time */
    JsonRecordReader(
            Definition definition,
            @Nullable Condition where,
            Function<Field, List<String>> place,
            boolean isPlainRead) {
        this.isPlainRead = isPlainRead;
        List<ValueReader> readers = ValueReader.allOf(definition);
        root = Paths.of(readers, place);
        findings = new Findings(definition, where, readers);
        wasThere = new boolean[root.count()];
        plain = new PlainJson(root.count());
    }

    @Override
    public Reading<Row> read(byte @Nullable [] value, Map<String, byte[]> headers, long nowMillis) {
        if (value != null && value.length > FRAMING_OF_REGISTRIES && value[0] == 0 && value[1] == 0) {
            return Reading.rejected(
                    RejectionReason.MALFORMED_JSON,
                    "begins with the five bytes of a schema registry; expected JSON without a framing");
        }
        return read(value, root, NOTHING, nowMillis);
    }

    /** The places within this one of the record; null if the definition has no field there. */
    @Nullable
    Paths within(String name) {
        return root.fields().get(name);
    }

    /** What is known of a record besides its object. */
    @FunctionalInterface
    interface Besides {
        void read(Row row, Findings findings);
    }

    /** What is besides an object, when there is none. */
    Reading<Row> read(Besides besides, long nowMillis) {
        besides.read(findings.begin(), findings);
        return findings.reading(nowMillis);
    }

    /** Reads an object that stands at some place of a record. */
    Reading<Row> read(byte @Nullable [] value, Paths place, Besides besides, long nowMillis) {
        Row plainRow = findings.begin();
        if (isPlainRead && plain.read(value, place, plainRow)) {
            besides.read(plainRow, findings);
            return findings.reading(nowMillis);
        }
        return JsonReader.readTokens(value, JsonDocument.MOST_BYTES_OF_A_RECORD, parser -> {
            Row row = findings.begin();
            Arrays.fill(wasThere, false);
            readObject(parser, place, row);
            besides.read(row, findings);
            if (parser.nextToken() != null) {
                throw new JsonRejection(RejectionReason.MALFORMED_JSON, "expected nothing after the JSON object");
            }
            return findings.reading(nowMillis);
        });
    }

    private void readObject(JsonParser parser, Paths place, Row row) throws IOException {
        String name;
        while ((name = parser.nextFieldName()) != null) {
            JsonToken token = parser.nextToken();
            Paths within = place.fields().get(name);
            if (within == null) {
                parser.skipChildren();
            } else {
                readValue(parser, token, within, row);
            }
        }
        if (parser.currentToken() != JsonToken.END_OBJECT) {
            throw new JsonRejection(RejectionReason.MALFORMED_JSON, "expected a field or the end of the object");
        }
    }

    private void readArray(JsonParser parser, Paths place, Row row) throws IOException {
        JsonToken token;
        for (int element = 0; (token = parser.nextToken()) != JsonToken.END_ARRAY; element++) {
            Paths within = place.fields().get("[" + element + "]");
            if (within == null) {
                parser.skipChildren();
            } else {
                readValue(parser, token, within, row);
            }
        }
    }

    private void readValue(JsonParser parser, JsonToken token, Paths place, Row row) throws IOException {
        ValueReader leaf = place.leaf();
        if (wasThere[place.number()]) {
            findings.note(
                    leaf == null ? -1 : leaf.index, pointer(parser), RejectionReason.DUPLICATE_FIELD, "is there twice");
            parser.skipChildren();
            return;
        }
        wasThere[place.number()] = true;
        if (token == JsonToken.VALUE_NULL) {
            return;
        }
        if (leaf == null) {
            readWithin(parser, token, place, row);
            return;
        }
        Fault fault = switch (token) {
            case VALUE_STRING -> leaf.text(parser.getText(), row);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> leaf.number(parser.getText(), row);
            case VALUE_TRUE, VALUE_FALSE -> leaf.flag(token == JsonToken.VALUE_TRUE, row);
            default -> Fault.wrongType(leaf.expected());
        };
        if (fault != null) {
            findings.note(leaf.index, pointer(parser), fault.reason(), fault.detail());
        }
        parser.skipChildren();
    }

    private void readWithin(JsonParser parser, JsonToken token, Paths place, Row row) throws IOException {
        if (token == JsonToken.START_OBJECT) {
            readObject(parser, place, row);
        } else if (token == JsonToken.START_ARRAY) {
            readArray(parser, place, row);
        } else {
            findings.note(-1, pointer(parser), RejectionReason.WRONG_TYPE, "expected an object or an array");
        }
    }

    private static String pointer(JsonParser parser) {
        return parser.getParsingContext().pathAsPointer().toString();
    }
}
