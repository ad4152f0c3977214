package dev.turnstile.dashboard.store;

import dev.turnstile.dashboard.json.Json;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
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
    private final TableDefinition definition;

    Table(TableDefinition definition) {
        this.definition = definition;
    }

    /** Takes a row in; false when that changes nothing: the same again, or of too low a rank. */
    boolean put(TableRow row, boolean isNews) {
        TableRow before = byKey.put(row.key(), row);
        if (before != null) {
            ranked.remove(before);
        }
        ranked.add(row);
        while (byKey.size() > definition.most()) {
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

    /** Takes a row away; false when there is none. */
    boolean remove(String key, boolean isNews) {
        TableRow before = byKey.remove(key);
        if (before == null) {
            return false;
        }
        ranked.remove(before);
        if (isNews) {
            untold.add(key);
        }
        return true;
    }

    /** Tells of each row that changed since the last call its latest, or that it is gone. */
    void tell(Consumer<Json> listener) {
        untold.forEach(key -> {
            TableRow row = byKey.get(key);
            listener.accept(row == null ? TableRow.toldAsGone(definition, key) : row.told());
        });
        untold.clear();
    }

    /** The rows of the highest ranks, highest first. */
    List<TableRow> highest(int count) {
        return ranked.stream().limit(count).toList();
    }
}
