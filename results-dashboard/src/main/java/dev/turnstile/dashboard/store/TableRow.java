package dev.turnstile.dashboard.store;

import dev.turnstile.dashboard.json.Json;
import dev.turnstile.events.json.JsonWriter;

/**
 * One row of a table.
 *
 * @param key by which it is an upsert
 * @param rank what decides which rows are kept, the highest: an amount, or a time in milliseconds
 * @param json as on the topic
 */
public record TableRow(TableDefinition table, String key, double rank, Json json) {

    /** The row as clients of the stream are told of it: the record, and where it belongs. */
    Json told() {
        Json place = Json.written(JsonWriter.write(it -> it.text("pipeline", table.pipeline())
                .text("table", table.name())
                .text("key", key)
                .number("rank", rank)));
        return place.with("record", json);
    }

    /** As clients of the stream are told that there is no such row any more: where it belonged, and no record. */
    static Json toldAsGone(TableDefinition table, String key) {
        return Json.written(JsonWriter.write(it -> it.text("pipeline", table.pipeline())
                .text("table", table.name())
                .text("key", key)));
    }
}
