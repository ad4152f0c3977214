/** Results that were computed anew, from a job with an OUTPUT_SUFFIX, become the ones that count. */
@NullMarked
package dev.turnstile.sources.backfill;

import org.jspecify.annotations.NullMarked;
