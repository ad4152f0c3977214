package dev.turnstile.definitions.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnstile.definitions.Definition;
import dev.turnstile.definitions.file.DefinitionFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AvroRecordReaderTest {

    private static final long AT = 1_764_000_000_000L;

    private static Definition definition(String type, String more, String field) {
        String schema = "{\"type\":\"record\",\"name\":\"R\",\"fields\":["
                + "{\"name\":\"unread\",\"type\":{\"type\":\"array\",\"items\":\"string\"}},"
                + "{\"name\":\"value\",\"type\":" + type + "},"
                + "{\"name\":\"at\",\"type\":{\"type\":\"long\",\"logicalType\":\"timestamp-millis\"}}]}";
        return DefinitionFile.read("test.yaml", """
                pipeline: test
                source: {topics: [t], format: avro, schema: '%s'%s}
                fields:
                  value: {%s}
                  at: {type: time}
                time: at
                measures: {records: {count: all}}
                """.formatted(schema, more, field));
    }

    private static byte[] written(Definition definition, Object value, List<String> unread) throws IOException {
        Schema schema = new Schema.Parser().parse(definition.source().avro().schema());
        GenericRecord record = new GenericData.Record(schema);
        record.put("unread", unread);
        record.put("value", value);
        record.put("at", AT);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        new GenericDatumWriter<GenericRecord>(schema).write(record, encoder);
        encoder.flush();
        return bytes.toByteArray();
    }

    private static String told(String type, String field, Object value) throws IOException {
        Definition definition = definition(type, "", field);
        return Told.of(definition, written(definition, value, List.of("x")), Map.of());
    }

    private static byte[] framed(byte[] record) {
        return ByteBuffer.allocate(record.length + 5)
                .put((byte) 0)
                .putInt(7)
                .put(record)
                .array();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"long\" | type: integer | 1764000000 | 1764000000",
                "\"int\" | type: integer | 7 | 7",
                "\"long\" | type: time | 1764000000 | 2025-11-24T16:00:00Z",
                "{\"type\":\"long\",\"logicalType\":\"timestamp-micros\"} | type: time | 1764000000000999 | 2025-11-24T16:00:00Z",
                "{\"type\":\"long\",\"logicalType\":\"timestamp-millis\"} | type: time | 86400000 | 1970-01-02T00:00:00Z",
                "{\"type\":\"long\",\"logicalType\":\"local-timestamp-millis\"} | type: time, zone: Europe/London | 1751371200000 | 2025-07-01T11:00:00Z",
                "{\"type\":\"int\",\"logicalType\":\"date\"} | type: time, zone: Asia/Kolkata | 20416 | 2025-11-23T18:30:00Z",
                "\"long\" | type: string | 562 | WRONG_TYPE /value: expected a string",
                "\"long\" | type: string, accept: [number] | 562 | 562",
            })
    void a_whole_number_is_what_its_logical_type_says(String type, String field, long value, String told)
            throws IOException {
        Object written = type.contains("\"int\"") ? (Object) (int) value : value;
        assertThat(told(type, field, written)).isEqualTo(told);
    }

    @Test
    void texts_floats_decimals_and_what_is_not_there() throws IOException {
        assertThat(told("\"string\"", "type: string", "x")).isEqualTo("x");
        assertThat(told("[\"null\",\"string\"]", "type: string, optional: true", null))
                .isEqualTo("absent");
        assertThat(told("[\"null\",\"string\"]", "type: string", null)).startsWith("MISSING_FIELD /value");
        assertThat(told("\"double\"", "type: decimal, scale: 2", 182.45)).isEqualTo("182.45");
        assertThat(told("\"double\"", "type: decimal, scale: 2", 182.45000000000002))
                .startsWith("INVALID_DECIMAL /value");
        assertThat(told("\"double\"", "type: decimal, scale: 2", Double.NaN)).startsWith("WRONG_TYPE /value");
        assertThat(told("\"boolean\"", "type: boolean", true)).isEqualTo("1");
        String decimal = "{\"type\":\"bytes\",\"logicalType\":\"decimal\",\"precision\":9,\"scale\":3}";
        ByteBuffer unscaled =
                ByteBuffer.wrap(new BigDecimal("-20.500").unscaledValue().toByteArray());
        assertThat(told(decimal, "type: decimal, scale: 2", unscaled)).isEqualTo("-20.50");
        assertThat(told("\"bytes\"", "type: decimal, scale: 2", unscaled.duplicate()))
                .startsWith("WRONG_TYPE /value");
    }

    @Test
    void a_path_leads_into_records_arrays_and_maps() throws IOException {
        String within = "{\"type\":\"array\",\"items\":{\"type\":\"map\",\"values\":\"string\"}}";
        assertThat(told(within, "type: string, path: 'value[1].sku'", List.of(Map.of("sku", "a"), Map.of("sku", "b"))))
                .isEqualTo("b");
    }

    @Test
    void the_five_bytes_of_a_schema_registry_are_passed_over() throws IOException {
        Definition either = definition("\"string\"", "", "type: string");
        Definition registry = definition("\"string\"", ", framing: registry", "type: string");
        Definition none = definition("\"string\"", ", framing: none", "type: string");
        byte[] bare = written(either, "x", List.of("unread"));

        assertThat(Told.of(either, bare, Map.of())).isEqualTo("x");
        assertThat(Told.of(either, framed(bare), Map.of())).isEqualTo("x");
        assertThat(Told.of(registry, framed(bare), Map.of())).isEqualTo("x");
        assertThat(Told.of(none, bare, Map.of())).isEqualTo("x");
        assertThat(Told.of(registry, bare, Map.of()))
                .startsWith("MALFORMED_AVRO : expected the five bytes of a schema registry");
        assertThat(Told.of(none, framed(bare), Map.of())).startsWith("MALFORMED_AVRO : expected one whole record");
    }

    @Test
    void a_record_that_can_be_read_both_ways_is_refused_until_the_definition_says_which_it_is() throws IOException {
        Definition either = definition("\"string\"", "", "type: string");
        Definition none = definition("\"string\"", ", framing: none", "type: string");
        // Behind five bytes: no texts, an empty one, and the same time.
        byte[] both = written(either, "abc\0\0", List.of());

        assertThat(Told.of(either, both, Map.of())).startsWith("MALFORMED_AVRO : can be read with and without");
        assertThat(Told.of(none, both, Map.of())).startsWith("INVALID_TEXT /value");
    }

    @Test
    void bytes_that_are_no_record_cost_nothing_but_themselves() throws IOException {
        Definition definition = definition("\"string\"", "", "type: string");
        byte[] whole = written(definition, "x", List.of());
        RecordReader reader = RecordReaders.of(definition);

        assertThat(Told.of(reader, definition, new byte[] {1, 2, 3}, Map.of())).startsWith("MALFORMED_AVRO");
        assertThat(Told.of(reader, definition, Arrays.copyOf(whole, whole.length + 1), Map.of()))
                .as("something behind it")
                .startsWith("MALFORMED_AVRO");
        // Two thousand million characters, and strings, which are not there.
        byte[] huge = {0, (byte) 0xFE, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0x0F};
        assertThat(Told.of(reader, definition, huge, Map.of())).startsWith("MALFORMED_AVRO");
        byte[] many = {(byte) 0xFE, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0x0F};
        assertThat(Told.of(reader, definition, many, Map.of())).startsWith("MALFORMED_AVRO");
        assertThat(Told.of(reader, definition, new byte[0], Map.of())).startsWith("EMPTY");
        assertThat(Told.of(reader, definition, whole, Map.of())).isEqualTo("x");
    }
}
