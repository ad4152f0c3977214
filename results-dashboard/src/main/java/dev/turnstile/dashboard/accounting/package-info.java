/** What became of what was read: the ledger, and what was set aside. */
@NullMarked
package dev.turnstile.dashboard.accounting;

import org.jspecify.annotations.NullMarked;
