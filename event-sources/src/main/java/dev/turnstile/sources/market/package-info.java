/** Prices of a market, from an exchange, from a price service, or made up. */
@NullMarked
package dev.turnstile.sources.market;

import org.jspecify.annotations.NullMarked;
