package dev.turnstile.dashboard.store;

import java.time.Duration;

/**
 * How much is kept.
 *
 * @param kept how far a pipeline's results and its ledger go back from the newest
 * @param mostResults for each pipeline
 * @param mostResultBytes over all pipelines, with what they cost beside their JSON
 * @param mostChanges that can be told again to a client that comes back
 * @param mostChangeBytes of JSON in them
 */
public record Limits(Duration kept, int mostResults, long mostResultBytes, int mostChanges, long mostChangeBytes) {}
