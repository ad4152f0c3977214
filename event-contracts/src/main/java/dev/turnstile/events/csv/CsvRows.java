package dev.turnstile.events.csv;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Cuts CSV (RFC 4180) into rows: each goes to the end of a line at which no quote is open. Blank lines are passed over. */
public final class CsvRows {

    private CsvRows() {}

    /** All rows of a text. */
    public static List<byte[]> all(byte[] csv) {
        List<byte[]> rows = new ArrayList<>();
        InputStream in = new ByteArrayInputStream(csv);
        try {
            byte[] row;
            while ((row = next(in, csv.length)) != null) {
                rows.add(row);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a byte array cannot fail to be read", e);
        }
        return rows;
    }

    /**
     * Reads the next row.
     *
     * @param mostBytes of which the rest of a longer row is thrown away
     * @return without its line's end; null if there is none
     */
    public static byte @Nullable [] next(InputStream in, int mostBytes) throws IOException {
        ByteArrayOutputStream row = new ByteArrayOutputStream(512);
        boolean isBlank = true;
        boolean isInQuotes = false;
        int c;
        while ((c = in.read()) >= 0) {
            isInQuotes ^= c == '"';
            boolean isLineEnd = !isInQuotes && (c == '\n' || c == '\r');
            if (isLineEnd && !isBlank) {
                break;
            }
            if (!isLineEnd && row.size() < mostBytes) {
                row.write(c);
                isBlank &= c == ' ' || c == '\t';
            }
        }
        return isBlank ? null : row.toByteArray();
    }
}
