package dev.turnstile.analytics.windows;

/**
 * What one task adds to a window since it last said so.
 *
 * @param windowStart epoch milliseconds
 * @param newUsers users whom no task has counted in this window and dimension before
 */
public record PartialTotal(long windowStart, String dimension, long events, long amount, long newUsers) {}
