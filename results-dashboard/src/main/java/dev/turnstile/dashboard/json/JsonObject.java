package dev.turnstile.dashboard.json;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/** The fields of one JSON object from a topic, in their order, for the few that matter here. */
public final class JsonObject {

    /** The largest object that is kept, in bytes. Results and alerts are a few hundred. */
    static final int MOST_BYTES = 64 * 1024;

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(32)
                    .maxStringLength(MOST_BYTES)
                    .maxNameLength(1024)
                    .maxNumberLength(40)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final byte[] utf8;
    private final Map<String, JsonField> fields;

    private JsonObject(byte[] utf8, Map<String, JsonField> fields) {
        this.utf8 = utf8;
        this.fields = fields;
    }

    /**
     * Reads a whole document, so that what it lets through can be embedded in another.
     *
     * @throws UnreadableRecordException if it is anything but one JSON object in UTF-8 of a sensible size
     */
    public static JsonObject read(byte @Nullable [] bytes) throws UnreadableRecordException {
        if (bytes == null || bytes.length == 0) {
            throw new UnreadableRecordException("expected a JSON object, but there was nothing");
        }
        if (bytes.length > MOST_BYTES) {
            throw new UnreadableRecordException(
                    "expected at most " + MOST_BYTES + " bytes, there were " + bytes.length);
        }
        requireUtf8(bytes);
        byte[] line = onOneLine(bytes);
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), bytes)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new UnreadableRecordException("expected a JSON object");
            }
            Map<String, JsonField> fields = new LinkedHashMap<>();
            for (String name = parser.nextName(); name != null; name = parser.nextName()) {
                fields.put(name, field(parser, line));
            }
            if (parser.nextToken() != null) {
                throw new UnreadableRecordException("expected nothing after the JSON object");
            }
            return new JsonObject(line, fields);
        } catch (JacksonException e) {
            throw new UnreadableRecordException("not JSON: " + e.getOriginalMessage());
        }
    }

    /** Reads again what was read before, for its fields. */
    public static JsonObject read(Json json) {
        try {
            return read(json.utf8());
        } catch (UnreadableRecordException e) {
            throw new IllegalStateException("read before without a fault: " + json, e);
        }
    }

    /** The object as it came. */
    public Json asItCame() {
        return new Json(utf8);
    }

    public Map<String, JsonField> fields() {
        return fields;
    }

    public boolean has(String name) {
        return fields.containsKey(name);
    }

    /** The text of a field that must be a string. */
    public String text(String name) throws UnreadableRecordException {
        JsonField field = fields.get(name);
        if (field == null || field.kind() != JsonField.Kind.TEXT) {
            throw new UnreadableRecordException("expected a string as " + name);
        }
        return field.text();
    }

    /** The value of a field that must be a whole number, 0 or more. */
    public long count(String name) throws UnreadableRecordException {
        JsonField field = fields.get(name);
        if (field != null && field.kind() == JsonField.Kind.NUMBER) {
            try {
                long value = Long.parseLong(field.text());
                if (value >= 0) {
                    return value;
                }
            } catch (NumberFormatException e) {
                throw new UnreadableRecordException("expected a whole number as " + name + ", was " + field.text());
            }
        }
        throw new UnreadableRecordException("expected a whole number from 0 as " + name);
    }

    /** The value of a field that must be a time in ISO-8601 with {@code Z}. */
    public Instant time(String name) throws UnreadableRecordException {
        String text = text(name);
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new UnreadableRecordException("expected a time such as 2025-11-24T10:50:00Z as " + name);
        }
    }

    private static JsonField field(JsonParser parser, byte[] line) {
        JsonToken token = parser.nextToken();
        if (token.isStructStart()) {
            int start = (int) parser.currentTokenLocation().getByteOffset();
            parser.skipChildren();
            int end = (int) parser.currentLocation().getByteOffset();
            return new JsonField(
                    JsonField.Kind.STRUCTURE, new String(line, start, end - start, StandardCharsets.UTF_8));
        }
        return switch (token) {
            case VALUE_STRING -> new JsonField(JsonField.Kind.TEXT, parser.getString());
            case VALUE_NULL -> new JsonField(JsonField.Kind.NULL, "");
            case VALUE_TRUE, VALUE_FALSE -> new JsonField(JsonField.Kind.TRUTH, parser.getString());
            default -> new JsonField(JsonField.Kind.NUMBER, parser.getString());
        };
    }

    /**
     * A parser does not look into every string that it passes over, leaves out a byte order mark, and takes zero bytes
     * for a sign of UTF-16; none of these may get into the middle of another document.
     */
    private static void requireUtf8(byte[] bytes) throws UnreadableRecordException {
        boolean hasByteOrderMark = bytes[0] == (byte) 0xEF;
        if (hasByteOrderMark || hasZero(bytes)) {
            throw new UnreadableRecordException("expected UTF-8 without a byte order mark");
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
        } catch (CharacterCodingException e) {
            throw new UnreadableRecordException("expected UTF-8");
        }
    }

    private static boolean hasZero(byte[] bytes) {
        for (byte each : bytes) {
            if (each == 0) {
                return true;
            }
        }
        return false;
    }

    /** In JSON a line break is only ever space between tokens; within a string it is written as an escape. */
    private static byte[] onOneLine(byte[] bytes) {
        byte[] line = bytes;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n' || bytes[i] == '\r') {
                line = line == bytes ? bytes.clone() : line;
                line[i] = ' ';
            }
        }
        return line;
    }
}
