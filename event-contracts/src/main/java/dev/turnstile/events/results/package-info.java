/** What the analytics job publishes: window results, alerts, the ledger. */
@NullMarked
package dev.turnstile.events.results;

import org.jspecify.annotations.NullMarked;
