package dev.turnstile.sources.load;

import dev.turnstile.events.json.JsonWriter;
import java.io.IOException;
import java.util.Arrays;

/** How long it took from the first attempt to the acknowledgement. */
final class Latencies {

    private final long[] nanos;
    private int count;

    Latencies(int most) {
        nanos = new long[most];
    }

    synchronized void add(long latency) {
        nanos[count++] = latency;
    }

    synchronized void writeTo(JsonWriter json) throws IOException {
        Arrays.sort(nanos, 0, count);
        json.number("latency_p50_ms", millis(0.50))
                .number("latency_p99_ms", millis(0.99))
                .number("latency_max_ms", millis(1));
    }

    /** By the nearest rank; not a number when there was none, and then not written. */
    private double millis(double share) {
        if (count == 0) {
            return Double.NaN;
        }
        int rank = (int) Math.ceil(share * count);
        return Math.round(nanos[Math.max(rank, 1) - 1] / 1e3) / 1e3;
    }
}
