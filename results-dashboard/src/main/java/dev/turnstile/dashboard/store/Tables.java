package dev.turnstile.dashboard.store;

import dev.turnstile.dashboard.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** All tables of all pipelines. */
final class Tables {

    private final Map<TableDefinition, Table> tables = new LinkedHashMap<>();

    /** @param isNews whether to {@linkplain #tell} of it later */
    boolean put(TableRow row, boolean isNews) {
        return tables.computeIfAbsent(row.table(), Table::new).put(row, isNews);
    }

    /** @param isNews whether to {@linkplain #tell} of it later */
    boolean remove(TableDefinition definition, String key, boolean isNews) {
        Table table = tables.get(definition);
        return table != null && table.remove(key, isNews);
    }

    /** The rows of the highest ranks, highest first. */
    List<TableRow> highest(TableDefinition definition, int count) {
        Table table = tables.get(definition);
        return table == null ? List.of() : table.highest(count);
    }

    /** Every row of every table, the highest of each first. */
    List<TableRow> all() {
        return tables.values().stream()
                .flatMap(table -> table.highest(Integer.MAX_VALUE).stream())
                .toList();
    }

    /** Tells of each row that changed since the last call its latest, or that it is gone. */
    void tell(BiConsumer<TableDefinition, Json> listener) {
        tables.forEach((definition, table) -> table.tell(told -> listener.accept(definition, told)));
    }
}
