package dev.turnstile.analytics.windows;

import org.jspecify.annotations.Nullable;

/**
 * What one task adds to a window since it last said so.
 *
 * @param windowStart epoch milliseconds
 * @param newUsers users whom no task has counted in this window and dimension before
 * @param trace of the newest of these events that has one
 */
public record PartialTotal(
        long windowStart,
        String dimension,
        long events,
        long amount,
        long newUsers,
        @Nullable String trace) {}
