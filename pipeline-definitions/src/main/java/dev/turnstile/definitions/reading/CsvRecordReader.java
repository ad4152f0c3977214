package dev.turnstile.definitions.reading;

import dev.turnstile.definitions.Definition;
import dev.turnstile.definitions.Definition.Csv;
import dev.turnstile.definitions.conditions.Condition;
import dev.turnstile.events.Reading;
import dev.turnstile.events.RejectionReason;
import dev.turnstile.events.json.JsonDocument;
import dev.turnstile.events.json.Utf8;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads records that are one row of CSV each. An empty cell is an absent value. */
final class CsvRecordReader implements RecordReader {

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final char separator;
    private final List<ValueReader> readers;
    private final Findings findings;
    private final List<String> columns;

    private byte[] lastHeader = {};
    private Layout layout;

    /** How many cells a row has, and which of them each field is; -1 for none. */
    private record Layout(int cells, int[] cellOf) {}

    CsvRecordReader(Definition definition, @Nullable Condition where) {
        Csv csv = definition.source().csv();
        separator = csv == null ? ',' : csv.separator();
        columns = csv == null ? List.of() : csv.columns();
        readers = ValueReader.allOf(definition);
        findings = new Findings(definition, where, readers);
        layout = layout(columns);
    }

    private Layout layout(List<String> names) {
        int[] cellOf = readers.stream()
                .mapToInt(reader -> names.indexOf(reader.field.path().get(0)))
                .toArray();
        return new Layout(names.size(), cellOf);
    }

    @Override
    public Reading<Row> read(byte @Nullable [] value, Map<String, byte[]> headers, long nowMillis) {
        if (value == null || value.length == 0) {
            return Reading.rejected(RejectionReason.EMPTY, "expected a row of CSV, but there was nothing");
        }
        if (value.length > JsonDocument.MOST_BYTES_OF_A_RECORD) {
            return Reading.rejected(
                    RejectionReason.TOO_LARGE,
                    "expected at most " + JsonDocument.MOST_BYTES_OF_A_RECORD + " bytes, there were " + value.length);
        }
        if (!Utf8.isValid(value)) {
            return Reading.rejected(RejectionReason.MALFORMED_CSV, "expected UTF-8, there are bytes that are none");
        }
        String problem = learnColumns(headers.get(CSV_HEADER));
        if (!problem.isEmpty()) {
            return Reading.rejected(RejectionReason.MALFORMED_CSV, problem);
        }
        List<String> cells = CsvRow.cells(withoutMark(new String(value, StandardCharsets.UTF_8)), separator);
        if (cells == null) {
            return Reading.rejected(
                    RejectionReason.MALFORMED_CSV, "expected a quote to be closed before the next cell");
        }
        if (cells.size() != layout.cells()) {
            return Reading.rejected(
                    RejectionReason.MALFORMED_CSV, "expected " + layout.cells() + " cells, there were " + cells.size());
        }
        // Where the definition names the columns, a file may name them too, in its first row.
        return cells.equals(columns) ? new Reading.Ignored<>("the names of the columns") : read(cells, nowMillis);
    }

    private Reading<Row> read(List<String> cells, long nowMillis) {
        Row row = findings.begin();
        for (int field = 0; field < readers.size(); field++) {
            int cell = layout.cellOf()[field];
            String text = cell < 0 ? "" : cells.get(cell);
            if (!text.isEmpty()) {
                ValueReader reader = readers.get(field);
                Fault fault = reader.cell(text, row);
                if (fault != null) {
                    findings.note(field, Findings.pointer(reader.field), fault.reason(), fault.detail());
                }
            }
        }
        return findings.reading(nowMillis);
    }

    /** The columns of the record's own header, where it has one; what is wrong with it, or nothing. */
    private String learnColumns(byte @Nullable [] header) {
        if (header == null) {
            return columns.isEmpty()
                    ? "there is no header " + CSV_HEADER + ", and the definition does not say which columns there are"
                    : "";
        }
        if (!Arrays.equals(header, lastHeader)) {
            List<String> names = CsvRow.cells(withoutMark(new String(header, StandardCharsets.UTF_8)), separator);
            if (names == null) {
                return "expected the names of columns in the header " + CSV_HEADER;
            }
            layout = layout(names);
            lastHeader = header.clone();
        }
        return "";
    }

    private static String withoutMark(String text) {
        return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
    }
}
