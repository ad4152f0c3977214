/** Price ticks to candles, averages, alerts, and each symbol's latest price. */
@NullMarked
package dev.turnstile.analytics.market;

import org.jspecify.annotations.NullMarked;
