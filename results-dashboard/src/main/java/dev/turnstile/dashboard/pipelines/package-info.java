/** How the pipelines are, as Flink tells it and as the ledger adds up. */
@NullMarked
package dev.turnstile.dashboard.pipelines;

import org.jspecify.annotations.NullMarked;
