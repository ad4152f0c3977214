package dev.turnstile.analytics.replay;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Rows of CSV: to the end of a line at which no quote is open. Blank lines are passed over. */
final class CsvFrames implements Frames {

    private final InputStream in;

    CsvFrames(InputStream in) {
        this.in = in;
    }

    @Override
    public byte @Nullable [] next() throws IOException {
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
            if (!isLineEnd && row.size() < MOST_BYTES) {
                row.write(c);
                isBlank &= c == ' ' || c == '\t';
            }
        }
        return isBlank ? null : row.toByteArray();
    }
}
