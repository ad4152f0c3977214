/** Payments in a shop, and what the transactions pipeline makes of each. */
@NullMarked
package dev.turnstile.events.transactions;

import org.jspecify.annotations.NullMarked;
