package dev.turnstile.dashboard.store;

import dev.turnstile.dashboard.json.Json;
import dev.turnstile.events.results.LedgerEntry;

/**
 * A minute of a pipeline's ledger.
 *
 * @param json as on the topic, and whether it adds up
 */
public record LedgerMinute(LedgerEntry entry, Json json) {}
