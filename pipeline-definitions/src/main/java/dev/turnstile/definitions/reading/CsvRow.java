package dev.turnstile.definitions.reading;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The cells of one row of CSV (RFC 4180): in quotes where a cell has a separator, a quote or a line break in it, two quotes for
 * one; blanks around a cell are no part of it.
 */
final class CsvRow {

    private static final int MOST_CELLS = 2_000;

    private CsvRow() {}

    /** The cells; null if a quote is not closed, or something stands beside one. */
    static @Nullable List<String> cells(String row, char separator) {
        List<String> cells = new ArrayList<>();
        int at = 0;
        int end = endOfRow(row);
        while (true) {
            at = skipBlanks(row, at, end, separator);
            StringBuilder cell = new StringBuilder();
            if (at < end && row.charAt(at) == '"') {
                at = quoted(row, at + 1, end, cell);
                at = at < 0 ? at : skipBlanks(row, at, end, separator);
                if (at < 0 || (at < end && row.charAt(at) != separator)) {
                    return null;
                }
                cells.add(cell.toString());
            } else {
                int to = row.indexOf(separator, at);
                to = to < 0 || to > end ? end : to;
                cells.add(row.substring(at, to).strip());
                at = to;
            }
            if (at >= end) {
                return cells;
            }
            if (cells.size() == MOST_CELLS) {
                return null;
            }
            at++;
        }
    }

    private static int endOfRow(String row) {
        int end = row.length();
        while (end > 0 && (row.charAt(end - 1) == '\n' || row.charAt(end - 1) == '\r')) {
            end--;
        }
        return end;
    }

    private static int skipBlanks(String row, int from, int end, char separator) {
        int at = from;
        while (at < end && row.charAt(at) != separator && (row.charAt(at) == ' ' || row.charAt(at) == '\t')) {
            at++;
        }
        return at;
    }

    /** Where the closing quote is passed; negative if there is none. */
    private static int quoted(String row, int from, int end, StringBuilder cell) {
        for (int at = from; at < end; at++) {
            char c = row.charAt(at);
            if (c != '"') {
                cell.append(c);
            } else if (at + 1 < end && row.charAt(at + 1) == '"') {
                cell.append(c);
                at++;
            } else {
                return at + 1;
            }
        }
        return -1;
    }
}
