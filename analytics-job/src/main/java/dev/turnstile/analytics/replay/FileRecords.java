package dev.turnstile.analytics.replay;

import dev.turnstile.analytics.windows.Arrival;
import dev.turnstile.definitions.reading.RecordReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** The records of a file, as if they came from one partition. The header of a CSV file goes with each of its rows. */
final class FileRecords implements Iterator<Arrival> {

    private final String file;
    private final InputStream text;
    private final String topic;
    private final Frames frames;
    private final Map<String, byte[]> headers;
    private long number;
    private byte @Nullable [] next;
    private boolean isToBeToldEmpty;

    private FileRecords(String file, InputStream text, String topic, Framing framing) throws IOException {
        this.file = file;
        this.text = text;
        this.topic = topic;
        this.frames = framing.frames(text);
        byte[] header = framing == Framing.CSV_ROWS_AFTER_HEADER ? frames.next() : null;
        this.headers = header == null ? Map.of() : Map.of(RecordReader.CSV_HEADER, header);
        this.next = frames.next();
        this.isToBeToldEmpty = next == null;
    }

    static FileRecords open(String file, String topic, Framing framing) {
        try {
            return new FileRecords(file, TextFile.open(file), topic, framing);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    @Override
    public boolean hasNext() {
        return next != null || isToBeToldEmpty;
    }

    @Override
    public Arrival next() {
        byte[] record = next;
        if (isToBeToldEmpty) {
            // Flink asks for the first element of a split without asking whether there is one.
            isToBeToldEmpty = false;
            return Arrival.ofNews(Arrival.Kind.ASSIGNED_EMPTY, topic, 0, System.currentTimeMillis());
        }
        if (record == null) {
            throw new NoSuchElementException("there are no more records");
        }
        try {
            next = frames.next();
            if (next == null) {
                text.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot read " + file + " after record " + (number + 1) + ": " + e.getMessage(), e);
        }
        return Arrival.ofRecord(topic, 0, number++, System.currentTimeMillis(), null, record, headers);
    }
}
