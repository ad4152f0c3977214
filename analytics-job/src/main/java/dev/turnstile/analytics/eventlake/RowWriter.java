package dev.turnstile.analytics.eventlake;

import dev.turnstile.events.listening.ListeningEvent;
import java.io.IOException;

/** Writes the rows of one file. */
interface RowWriter<E extends ListeningEvent> {

    void write(E row) throws IOException;

    /** Writes whatever is still to be written; the stream stays open. */
    void finish() throws IOException;
}
