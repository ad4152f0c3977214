package dev.turnstile.analytics.replay;

import dev.turnstile.definitions.Definition;
import dev.turnstile.events.csv.CsvRows;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Where one record of a file ends and the next begins. */
enum Framing {
    /** JSON: a line each, or documents over several lines, or the elements of an array. */
    JSON,
    /** At a line's end outside of quotes. */
    CSV_ROWS,
    /** The same, and the first row has the names of the columns. */
    CSV_ROWS_AFTER_HEADER;

    /** That of the pipeline's records; {@code definition} is null for one in code. */
    static Framing of(@Nullable Definition definition) {
        if (definition == null || definition.source().format() != Definition.Format.CSV) {
            return JSON;
        }
        Definition.Csv csv = definition.source().csv();
        return csv == null || csv.columns().isEmpty() ? CSV_ROWS_AFTER_HEADER : CSV_ROWS;
    }

    /** The records of UTF-8 text, one after the other. */
    Frames frames(InputStream text) throws IOException {
        return this == JSON ? new JsonFrames(text) : () -> CsvRows.next(text, Frames.MOST_BYTES);
    }
}
