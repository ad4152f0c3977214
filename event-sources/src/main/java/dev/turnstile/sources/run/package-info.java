/** The time in which a feed runs: when it is whose turn, and when it ends. */
@NullMarked
package dev.turnstile.sources.run;

import org.jspecify.annotations.NullMarked;
