package dev.turnstile.analytics.windows;

import dev.turnstile.definitions.Window;
import java.util.ArrayList;
import java.util.List;

/** Which longer windows a live window is part of. The last answer is remembered: events come in runs of one window. */
final class RollUps {

    private final List<Window> windows;
    private long lastStart = Long.MIN_VALUE;
    private long[][] last = {};

    RollUps(List<Window> windows) {
        this.windows = windows;
    }

    /** The starts of the n-th window's, from 1, that the live window beginning at {@code start} is part of. */
    long[] startsOf(int n, long start) {
        if (start != lastStart) {
            last = all(start);
            lastStart = start;
        }
        return last[n - 1];
    }

    private long[][] all(long start) {
        long end = windows.get(0).endOf(start);
        long[][] starts = new long[windows.size() - 1][];
        for (int n = 1; n < windows.size(); n++) {
            starts[n - 1] = starts(windows.get(n), start, end);
        }
        return starts;
    }

    private static long[] starts(Window window, long start, long end) {
        List<Long> starts = new ArrayList<>();
        long candidate = window.startOf(start);
        do {
            starts.add(candidate);
            candidate = window.before(candidate);
        } while (window.isSliding() && window.endOf(candidate) >= end);
        return starts.stream().mapToLong(Long::longValue).toArray();
    }
}
