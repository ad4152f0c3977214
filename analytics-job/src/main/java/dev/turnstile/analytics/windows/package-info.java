/** What pipelines share: reading, deduplication, lateness, windowed totals, revisions, the ledger. */
@NullMarked
package dev.turnstile.analytics.windows;

import org.jspecify.annotations.NullMarked;
