/** Candles from before those that are kept in memory, out of the market's database. */
@NullMarked
package dev.turnstile.dashboard.market;

import org.jspecify.annotations.NullMarked;
