package dev.turnstile.definitions.reading;

import dev.turnstile.events.Reading;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the records of one definition. Not safe for use by several threads: it has one row. */
public interface RecordReader {

    /** A record's header that has the first line of the CSV file which the row is from. */
    String CSV_HEADER = "csv-header";

    /** A record's header by which one is counted once that has no id of its own: any text of at most 255 bytes. */
    String EVENT_ID = "event-id";

    /**
     * Reads a record. Never throws for what is in it.
     *
     * @param headers of the record, the last of each name
     * @param nowMillis by which a time is in the future, epoch milliseconds
     * @return accepted with a row that is good until the next call; ignored, if the definition does not mean it; or
     *     rejected, with everything that is wrong
     */
    Reading<Row> read(byte @Nullable [] value, Map<String, byte[]> headers, long nowMillis);
}
