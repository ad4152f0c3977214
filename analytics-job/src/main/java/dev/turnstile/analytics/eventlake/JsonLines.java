package dev.turnstile.analytics.eventlake;

import dev.turnstile.events.listening.ListeningEvent;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** One event a line, with the fields that the schema does not know where they were: beside the others. */
final class JsonLines<E extends ListeningEvent> implements RowWriter<E> {

    private final OutputStream out;

    JsonLines(OutputStream out) {
        this.out = new BufferedOutputStream(out, 1 << 16);
    }

    @Override
    public void write(E row) throws IOException {
        // What was kept of unknown fields may hold line breaks between its tokens, and only there.
        byte[] json = row.toJson();
        for (int i = 0; i < json.length; i++) {
            if (json[i] == '\n' || json[i] == '\r') {
                json[i] = ' ';
            }
        }
        out.write(json);
        out.write('\n');
    }

    @Override
    public void finish() throws IOException {
        out.flush();
    }
}
