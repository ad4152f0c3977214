package dev.turnstile.definitions.reading;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnstile.definitions.Definition;
import dev.turnstile.definitions.file.DefinitionFile;
import dev.turnstile.events.Reading;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What real records look like, and what is read of them. */
class RecordReadersTest {

    private static final byte[] NO_BYTES = {};

    private static Definition definition(String source, String field) {
        return DefinitionFile.read("test.yaml", """
                pipeline: test
                source: {topics: [t]%s}
                fields:
                  value: {%s}
                  at: {type: time}
                time: at
                measures: {records: {count: all}}
                """.formatted(source, field));
    }

    private static String json(String field, String value) {
        String record = "{\"at\":1764000000,\"value\":" + value + "}";
        return Told.of(definition("", field), record.getBytes(UTF_8), Map.of());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "type: time | 1764000000 | 2025-11-24T16:00:00Z",
                "type: time | 1764000000.0 | 2025-11-24T16:00:00Z",
                "type: time | 1764000000000 | 2025-11-24T16:00:00Z",
                "type: time | 1764000000000000 | 2025-11-24T16:00:00Z",
                "type: time | 1764000000000000000 | 2025-11-24T16:00:00Z",
                "type: time | \"1764000000\" | INVALID_TIME /value: expected ISO-8601",
                "type: time, accept: [text] | \"1764000000\" | 2025-11-24T16:00:00Z",
                "type: time, accept: [epoch_micros] | 1764000000 | 1970-01-01T00:29:24Z",
                "type: time | \"2025-11-24 10:50:05\" | 2025-11-24T10:50:05Z",
                "type: time | \"2025-11-24 10:50:05+00\" | 2025-11-24T10:50:05Z",
                "type: time | \"2025-11-24T16:20:05+0530\" | 2025-11-24T10:50:05Z",
                "type: time | \"2025-11-24T10:50Z\" | 2025-11-24T10:50:00Z",
                "type: time | \"2025-11-24T10:50:05.999999999Z\" | 2025-11-24T10:50:05.999Z",
                "type: time | \"2016-12-31T23:59:60Z\" | INVALID_TIME /value: a leap second",
                "type: time, accept: [dd.MM.yyyy HH:mm], zone: Europe/Berlin | \"24.11.2025 11:50\" | 2025-11-24T10:50:00Z",
                "type: time, zone: Europe/London | \"2025-07-01T12:00:00\" | 2025-07-01T11:00:00Z",
                "type: string | 562 | WRONG_TYPE /value: expected a string",
                "type: string, accept: [number] | 562 | 562",
                "type: string, accept: [number] | 562.0 | 562",
                "type: string, accept: [number] | 562.5 | WRONG_TYPE /value: expected a whole number",
                "type: string, optional: true | null | absent",
                "type: string, optional: true | \"\" | INVALID_TEXT /value",
                "type: string, accept: [blank], optional: true | \"\" | absent",
                "type: string, default: none | null | none",
                "type: string | null | MISSING_FIELD /value: is required",
                "type: decimal, scale: 2 | 750.000 | 750.00",
                "type: decimal, scale: 2 | 7.5E2 | 750.00",
                "type: decimal, scale: 2 | 182.45000000000002 | INVALID_DECIMAL /value: expected at most two decimals",
                "type: decimal, scale: 2, round: true | 182.45000000000002 | 182.45",
                "type: decimal, scale: 2 | \"750.00\" | WRONG_TYPE /value: expected a number",
                "type: decimal, scale: 2, accept: [text] | \"750.00\" | 750.00",
                "type: decimal, scale: 2 | -20.00 | -20.00",
                "type: decimal, scale: 2, min: 0.01 | -20.00 | OUT_OF_RANGE /value: expected 0.01 to",
                "type: decimal, scale: 2 | 1e400 | OUT_OF_RANGE /value",
                "type: decimal, scale: 2 | 1e999999999 | OUT_OF_RANGE /value",
                "type: integer | 2.0 | WRONG_TYPE /value: expected a whole number",
                "type: integer, accept: [float] | 2.0 | 2",
                "type: integer, accept: [float] | 2.5 | WRONG_TYPE /value: expected a whole number",
                "type: integer | 9223372036854775808 | OUT_OF_RANGE /value",
                "type: boolean | true | 1",
                "type: string | \"a\", \"value\": \"b\" | DUPLICATE_FIELD /value: is there twice",
                "type: string | \"a\"} x | MALFORMED_JSON"
            })
    void a_json_value_is_read_or_told_what_is_wrong(String field, String value, String told) {
        assertThat(json(field, value)).startsWith(told);
    }

    @Test
    void a_path_leads_into_objects_and_arrays() {
        String record = "{\"at\":1764000000,\"items\":[{\"sku\":\"a\"},{\"sku\":\"b\",\"more\":[1]}],\"value\":{}}";
        assertThat(Told.of(definition("", "type: string, path: \"items[1].sku\""), record.getBytes(UTF_8), Map.of()))
                .isEqualTo("b");
    }

    @Test
    void bytes_that_are_no_utf8_are_refused() {
        for (int[] bytes : new int[][] {{0xC0, 0xAF}, {0xE0, 0x80, 0xAF}, {0xED, 0xA0, 0x80}, {0xFF}, {0xE2, 0x82}}) {
            byte[] record = "{\"at\":1764000000,\"value\":\"xxx\"}".getBytes(UTF_8);
            for (int i = 0; i < bytes.length; i++) {
                record[26 + i] = (byte) bytes[i];
            }
            assertThat(Told.of(definition("", "type: string"), record, Map.of()))
                    .startsWith("MALFORMED_JSON");
        }
    }

    @Test
    void json_behind_the_framing_of_a_schema_registry_is_told_by_its_framing() {
        assertThat(Told.of(definition("", "type: string"), "\0\0\0\0\7{}".getBytes(UTF_8), Map.of()))
                .startsWith("MALFORMED_JSON : begins with the five bytes of a schema registry");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "at,value | 2025-11-24T10:50:05Z,x | x",
                "value,other,at | x,,2025-11-24T10:50:05Z | x",
                "at,value | 2025-11-24 10:50:05, \"x, \"\"y\"\"\"  | x, \"y\"",
                "\uFEFFat,value | 1764000000,x | x",
                "at,value | 1764000000,  x  | x",
                "at,value | 1764000000, | MISSING_FIELD /value: is required",
                "at,value | 1764000000 | MALFORMED_CSV : expected 2 cells, there were 1",
                "at,value | 1764000000,\"x | MALFORMED_CSV : expected a quote to be closed",
                "at,value | 1764000000,\"x\"y | MALFORMED_CSV : expected a quote to be closed"
            })
    void a_row_of_csv_is_read_by_the_header_of_its_file(String header, String row, String told) {
        Map<String, byte[]> headers = Map.of(RecordReader.CSV_HEADER, header.getBytes(UTF_8));
        assertThat(Told.of(definition(", format: csv", "type: string"), row.getBytes(UTF_8), headers))
                .startsWith(told);
    }

    @ParameterizedTest
    @CsvSource({"562, 562", "562.0, 562", "562.00, 562", "007, 007", "5.5, 5.5", "C562, C562"})
    void an_id_in_a_cell_is_one_however_a_program_wrote_the_number(String cell, String told) {
        Map<String, byte[]> headers = Map.of(RecordReader.CSV_HEADER, "at,value".getBytes(UTF_8));
        assertThat(Told.of(
                        definition(", format: csv", "type: string, accept: [number]"),
                        ("1764000000," + cell).getBytes(UTF_8),
                        headers))
                .isEqualTo(told);
    }

    @Test
    void a_row_is_read_by_the_columns_that_the_definition_names_and_their_names_are_no_row() {
        Definition definition =
                definition(", format: csv, csv: {columns: [at, value], separator: \";\"}", "type: integer");
        assertThat(Told.of(definition, "1764000000;7\r\n".getBytes(UTF_8), Map.of()))
                .isEqualTo("7");
        assertThat(Told.of(definition, "at;value".getBytes(UTF_8), Map.of())).isEqualTo("ignored");
        assertThat(Told.of(definition, NO_BYTES, Map.of())).startsWith("EMPTY");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"at\":1764000000,\"id\":\"a\",\"user\":\"u\"} | a",
                "{\"at\":1764000000,\"id\":\"a\"} | MISSING_FIELD /user: is required",
                "{\"at\":1764000000,\"id\":\"a\",\"kind\":\"undo\"} | a undone",
                "{\"at\":1764000000,\"kind\":\"undo\"} | MISSING_FIELD /id: is required",
                "{\"id\":\"a\",\"kind\":\"undo\"} | MISSING_FIELD /at: is required",
                "{\"at\":1764000000,\"id\":\"a\",\"kind\":\"undo\",\"user\":7} | WRONG_TYPE /user: expected a string",
                "{\"at\":1764000000,\"id\":\"a\",\"kind\":\"other\"} | ignored"
            })
    void a_cancellation_needs_nothing_but_what_it_undoes_and_its_time(String record, String expected) {
        Definition definition = DefinitionFile.read("test.yaml", """
                pipeline: test
                source: {topics: [t]}
                fields:
                  id: {type: string, optional: true}
                  user: {type: string}
                  kind: {type: string, default: order}
                  at: {type: time}
                id: id
                time: at
                where: kind == "order"
                cancellations: {where: kind == "undo", undoes: id}
                measures: {records: {count: all}}
                """);
        Reading<Row> reading = RecordReaders.of(definition).read(record.getBytes(UTF_8), Map.of(), 1_764_000_000_000L);
        String told = reading instanceof Reading.Accepted<Row> accepted
                ? accepted.event().text(0) + (accepted.event().isCancellation() ? " undone" : "")
                : reading instanceof Reading.Rejected<Row> rejected
                        ? rejected.first().reason() + " " + rejected.first().field() + ": "
                                + rejected.first().detail()
                        : "ignored";
        assertThat(told).startsWith(expected);
    }
}
