package dev.turnstile.dashboard.store;

/**
 * A table that a pipeline keeps: the latest record of each key, such as a user's totals, or of each payment.
 *
 * @param most rows that are kept; those of the highest ranks
 */
public record TableDefinition(String pipeline, String name, int most) {}
