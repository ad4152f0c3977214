/** Trades and quotes of a market. */
@NullMarked
package dev.turnstile.events.market;

import org.jspecify.annotations.NullMarked;
