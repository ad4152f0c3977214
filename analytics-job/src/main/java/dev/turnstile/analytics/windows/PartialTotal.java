package dev.turnstile.analytics.windows;

import org.jspecify.annotations.Nullable;

/**
 * What one task adds to a window since it last said so.
 *
 * @param window 0 for the live one, to which everything is added; of the others, which are rolled up from it, only the
 *     distinct values are told apart, because a value may be new in a minute and not in its hour
 * @param windowStart epoch milliseconds
 * @param amounts as the {@link Layout} has them; of a distinct part how many values no task has counted in this window and
 *     key before
 * @param sketches of the parts that are estimated, in their order; empty where there are none
 * @param trace of the newest of these events that has one
 */
public record PartialTotal(
        int window,
        long windowStart,
        String key,
        long[] amounts,
        byte[][] sketches,
        @Nullable String trace) {}
