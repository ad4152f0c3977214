package dev.turnstile.dashboard.store;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** The rows of one table: upserts by key. Bounded: the highest ranks stay. */
final class Table {

    private static final Comparator<TableRow> HIGHEST_FIRST =
            Comparator.comparingDouble(TableRow::rank).reversed().thenComparing(TableRow::key);

    private final Map<String, TableRow> byKey = new HashMap<>();
    private final NavigableSet<TableRow> ranked = new TreeSet<>(HIGHEST_FIRST);
    private final Set<String> untold = new LinkedHashSet<>();
    private final int most;

    Table(int most) {
        this.most = most;
    }

    /** Takes a row in; false when that changes nothing: the same again, or of too low a rank. */
    boolean put(TableRow row, boolean isNews) {
        TableRow before = byKey.put(row.key(), row);
        if (before != null) {
            ranked.remove(before);
        }
        ranked.add(row);
        while (byKey.size() > most) {
            String lowest = ranked.pollLast().key();
            byKey.remove(lowest);
            untold.remove(lowest);
        }
        boolean isChange = byKey.containsKey(row.key()) && !row.equals(before);
        if (isChange && isNews) {
            untold.add(row.key());
        }
        return isChange;
    }

    /** Tells of each row that changed since the last call its latest. */
    void tell(Consumer<TableRow> listener) {
        untold.forEach(key -> listener.accept(Objects.requireNonNull(byKey.get(key), key)));
        untold.clear();
    }

    /** The rows of the highest ranks, highest first. */
    List<TableRow> highest(int count) {
        return ranked.stream().limit(count).toList();
    }
}
