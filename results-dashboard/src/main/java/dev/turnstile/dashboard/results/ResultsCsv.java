package dev.turnstile.dashboard.results;

import dev.turnstile.dashboard.json.Json;
import dev.turnstile.dashboard.json.JsonField;
import dev.turnstile.dashboard.json.JsonObject;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;

/**
 * Results as CSV (RFC 4180), a column for each field in the order in which the fields first come.
 *
 * <p>A text that a spreadsheet would take for a formula is preceded by an apostrophe, which makes it a text there too
 * (OWASP, CSV injection): names of shows come from outside. A byte order mark tells spreadsheets that it is UTF-8.
 */
final class ResultsCsv {

    private static final char BYTE_ORDER_MARK = '\uFEFF';
    /** With which a formula begins; some spreadsheets take the full-width forms for the same. */
    private static final String FORMULA_BEGINS = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";

    private static final JsonField ABSENT = new JsonField(JsonField.Kind.NULL, "");

    private ResultsCsv() {}

    /** Reads each result twice, for its columns and for its row, rather than hold all of them read. */
    static void write(List<Json> results, Appendable csv) throws IOException {
        Set<String> columns = new LinkedHashSet<>();
        for (Json result : results) {
            columns.addAll(JsonObject.read(result).fields().keySet());
        }
        StringJoiner header = new StringJoiner(",", "", "\r\n");
        columns.forEach(column -> header.add(quoted(guarded(column))));
        csv.append(BYTE_ORDER_MARK).append(columns.isEmpty() ? "" : header.toString());
        for (Json result : results) {
            csv.append(line(columns, JsonObject.read(result).fields()).toString());
        }
    }

    private static StringJoiner line(Set<String> columns, Map<String, JsonField> fields) {
        StringJoiner line = new StringJoiner(",", "", "\r\n");
        columns.forEach(column -> line.add(cell(fields.getOrDefault(column, ABSENT))));
        return line;
    }

    private static String cell(JsonField field) {
        return quoted(field.kind() == JsonField.Kind.TEXT ? guarded(field.text()) : field.text());
    }

    private static String guarded(String text) {
        boolean looksLikeFormula = !text.isEmpty() && FORMULA_BEGINS.indexOf(text.charAt(0)) >= 0;
        return looksLikeFormula ? "'" + text : text;
    }

    private static String quoted(String text) {
        boolean needsQuotes = text.chars().anyMatch(it -> it == ',' || it == '"' || it == '\r' || it == '\n');
        return needsQuotes ? "\"" + text.replace("\"", "\"\"") + "\"" : text;
    }
}
