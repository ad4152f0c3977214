package dev.turnstile.definitions.reading;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.turnstile.definitions.Definition;
import dev.turnstile.definitions.Field;
import dev.turnstile.definitions.conditions.Condition;
import dev.turnstile.events.Reading;
import dev.turnstile.events.RejectionReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads CloudEvents (version 1.0, the Kafka protocol binding) with JSON data: structured, the event being the record's
 * value; or binary, the value being the data and the attributes headers. A field's path leads into the data; one that
 * begins with {@code ce_} is an attribute, by the name of its header.
 */
final class CloudEventRecordReader implements RecordReader {

    private static final String ATTRIBUTE = "ce_";
    private static final String DATA = "data";

    private final JsonRecordReader json;
    private final List<ValueReader> attributes;

    CloudEventRecordReader(Definition definition, @Nullable Condition where) {
        json = new JsonRecordReader(definition, where, CloudEventRecordReader::placeInStructured);
        attributes = ValueReader.allOf(definition).stream()
                .filter(reader -> isAttribute(reader.field))
                .toList();
    }

    private static boolean isAttribute(Field field) {
        return field.path().get(0).startsWith(ATTRIBUTE);
    }

    private static List<String> placeInStructured(Field field) {
        List<String> place = new ArrayList<>(field.path());
        if (isAttribute(field)) {
            place.set(0, place.get(0).substring(ATTRIBUTE.length()));
        } else {
            place.add(0, DATA);
        }
        return place;
    }

    @Override
    public Reading<Row> read(byte @Nullable [] value, Map<String, byte[]> headers, long nowMillis) {
        if (!headers.containsKey("ce_specversion") && !headers.containsKey("ce_id")) {
            return json.read(value, headers, nowMillis);
        }
        byte[] contentType = headers.get("content-type");
        if (contentType != null
                && !new String(contentType, UTF_8).toLowerCase(Locale.ROOT).contains("json")) {
            return Reading.rejected(
                    RejectionReason.MALFORMED_JSON,
                    "expected data as application/json, this is " + printable(contentType));
        }
        Paths data = json.within(DATA);
        JsonRecordReader.Besides besides = (row, findings) -> readAttributes(headers, row, findings);
        return data == null || value == null || value.length == 0
                ? json.read(besides, nowMillis)
                : json.read(value, data, besides, nowMillis);
    }

    private void readAttributes(Map<String, byte[]> headers, Row row, Findings findings) {
        for (ValueReader attribute : attributes) {
            byte[] header = headers.get(attribute.field.path().get(0));
            if (header != null) {
                Fault fault = attribute.cell(new String(header, UTF_8), row);
                if (fault != null) {
                    findings.note(attribute.index, Findings.pointer(attribute.field), fault.reason(), fault.detail());
                }
            }
        }
    }

    private static String printable(byte[] header) {
        return new String(header, UTF_8).replaceAll("\\p{Cntrl}", "?");
    }
}
