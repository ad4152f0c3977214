package dev.turnstile.dashboard.store;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** All tables of all pipelines. */
final class Tables {

    private final Map<TableDefinition, Table> tables = new LinkedHashMap<>();

    /** @param isNews whether to {@linkplain #tell} of it later */
    boolean put(TableRow row, boolean isNews) {
        return tables.computeIfAbsent(row.table(), definition -> new Table(definition.most()))
                .put(row, isNews);
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

    /** Tells of each row that changed since the last call its latest. */
    void tell(Consumer<TableRow> listener) {
        tables.values().forEach(table -> table.tell(listener));
    }
}
