package dev.turnstile.analytics.replay;

import dev.turnstile.analytics.windows.Arrival;
import dev.turnstile.definitions.reading.RecordReader;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * Reads lines as bytes, untouched; blank ones are passed over. The header of a CSV file goes with each of its rows, and
 * a row ends where no quote is open.
 */
final class Lines implements Iterator<Arrival> {

    /** By which standard input is asked for. */
    static final String STANDARD_INPUT = "-";

    /** The rest of a longer line is thrown away: what is left is too large for a record all the same. */
    private static final int MOST_BYTES = 3 * 1024 * 1024;

    private final InputStream in;
    private final String topic;
    private final Framing framing;
    private final Map<String, byte[]> headers;
    private long number;
    private byte @Nullable [] next;

    private Lines(InputStream in, String topic, Framing framing) {
        this.in = in;
        this.topic = topic;
        this.framing = framing;
        byte[] header = framing == Framing.CSV_ROWS_AFTER_HEADER ? readLine() : null;
        this.headers = header == null ? Map.of() : Map.of(RecordReader.CSV_HEADER, header);
        this.next = readLine();
    }

    static Lines open(String file, String topic, Framing framing) {
        try {
            InputStream in = file.equals(STANDARD_INPUT) ? System.in : Files.newInputStream(Path.of(file));
            return new Lines(new BufferedInputStream(in, 1 << 16), topic, framing);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    @Override
    public boolean hasNext() {
        return next != null;
    }

    @Override
    public Arrival next() {
        byte[] line = next;
        if (line == null) {
            throw new NoSuchElementException("there are no more lines");
        }
        next = readLine();
        return Arrival.ofRecord(topic, 0, number++, System.currentTimeMillis(), null, line, headers);
    }

    private byte @Nullable [] readLine() {
        try {
            ByteArrayOutputStream line = new ByteArrayOutputStream(512);
            boolean isBlank = true;
            boolean isInQuotes = false;
            int c;
            while ((c = in.read()) >= 0 && (isInQuotes || !(c == '\n' && !isBlank))) {
                isInQuotes ^= framing.isCsv() && c == '"';
                if ((isInQuotes || (c != '\n' && c != '\r')) && line.size() < MOST_BYTES) {
                    line.write(c);
                    isBlank &= c == ' ' || c == '\t';
                }
            }
            if (isBlank) {
                in.close();
                return null;
            }
            return line.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read line " + (number + 1), e);
        }
    }
}
