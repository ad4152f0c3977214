package dev.turnstile.dashboard.store;

import dev.turnstile.dashboard.json.Json;
import java.util.List;

/**
 * What is known at one moment: everything that the changes up to {@code sequence} made, and nothing of those after it.
 * Each list is ascending by time, that of definitions by pipeline, that of the rows of tables is by rank, the highest first.
 */
public record Snapshot(
        long sequence,
        List<Json> definitions,
        List<Json> results,
        List<Json> live,
        List<Json> alerts,
        List<Json> ledger,
        List<Json> rows) {}
