package dev.turnstile.dashboard.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One pipeline's results by window and dimension, with an account of what they cost. Whole windows go, oldest first. */
final class Windows {

    private final NavigableMap<Instant, NavigableMap<String, WindowResult>> byStart = new TreeMap<>();
    private int count;
    private long bytes;

    int count() {
        return count;
    }

    long bytes() {
        return bytes;
    }

    /** Whether there are two windows or more. */
    boolean hasSeveral() {
        return byStart.size() > 1;
    }

    Instant newestStart() {
        return byStart.lastKey();
    }

    Instant oldestStart() {
        return byStart.firstKey();
    }

    @Nullable
    WindowResult get(Instant windowStart, String dimension) {
        Map<String, WindowResult> window = byStart.get(windowStart);
        return window == null ? null : window.get(dimension);
    }

    void put(WindowResult result) {
        WindowResult before = byStart.computeIfAbsent(result.windowStart(), start -> new TreeMap<>())
                .put(result.dimension(), result);
        account(result, 1);
        if (before != null) {
            account(before, -1);
        }
    }

    /** Whether there was one. */
    boolean remove(Instant windowStart, String dimension) {
        Map<String, WindowResult> window = byStart.get(windowStart);
        WindowResult removed = window == null ? null : window.remove(dimension);
        if (window == null || removed == null) {
            return false;
        }
        account(removed, -1);
        if (window.isEmpty()) {
            byStart.remove(windowStart);
        }
        return true;
    }

    /** Removes every window that starts before this. */
    void removeBefore(Instant start) {
        while (!byStart.isEmpty() && byStart.firstKey().isBefore(start)) {
            removeOldest();
        }
    }

    /** Removes the oldest window with all that is in it; there must be one. */
    Instant removeOldest() {
        Map.Entry<Instant, NavigableMap<String, WindowResult>> oldest = byStart.pollFirstEntry();
        oldest.getValue().values().forEach(result -> account(result, -1));
        return oldest.getKey();
    }

    /** The newest {@code most} results of a range, of one dimension or of all; ascending by window, then dimension. */
    List<WindowResult> newest(TimeRange range, @Nullable String dimension, int most) {
        List<WindowResult> newestFirst = new ArrayList<>();
        for (NavigableMap<String, WindowResult> window : newestFirst(range)) {
            for (WindowResult result : inWindow(window, dimension)) {
                if (newestFirst.size() == most) {
                    return ascending(newestFirst);
                }
                newestFirst.add(result);
            }
        }
        return ascending(newestFirst);
    }

    /** The newest windows, each one complete, {@code most} results at most unless the newest window alone has more. */
    List<WindowResult> newestWhole(int most) {
        List<WindowResult> newestFirst = new ArrayList<>();
        for (NavigableMap<String, WindowResult> window : newestFirst(TimeRange.EVER)) {
            if (!newestFirst.isEmpty() && newestFirst.size() + window.size() > most) {
                break;
            }
            newestFirst.addAll(inWindow(window, null));
        }
        return ascending(newestFirst);
    }

    private Collection<NavigableMap<String, WindowResult>> newestFirst(TimeRange range) {
        return byStart.subMap(range.from(), true, range.to(), false)
                .descendingMap()
                .values();
    }

    private static Collection<WindowResult> inWindow(
            NavigableMap<String, WindowResult> window, @Nullable String dimension) {
        if (dimension == null) {
            return window.descendingMap().values();
        }
        WindowResult result = window.get(dimension);
        return result == null ? List.of() : List.of(result);
    }

    private static List<WindowResult> ascending(List<WindowResult> newestFirst) {
        Collections.reverse(newestFirst);
        return newestFirst;
    }

    private void account(WindowResult result, int sign) {
        count += sign;
        bytes += sign * result.bytes();
    }
}
