/** Where the trace of a sampled request ends. */
@NullMarked
package dev.turnstile.dashboard.traces;

import org.jspecify.annotations.NullMarked;
