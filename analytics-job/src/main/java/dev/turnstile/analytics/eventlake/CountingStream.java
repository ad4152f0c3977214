package dev.turnstile.analytics.eventlake;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Knows how much was written through it. */
final class CountingStream extends FilterOutputStream {

    private int count;

    CountingStream(OutputStream out) {
        super(out);
    }

    /** In bytes. */
    int count() {
        return count;
    }

    @Override
    public void write(int b) throws IOException {
        out.write(b);
        count++;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
        count = Math.addExact(count, length);
    }
}
