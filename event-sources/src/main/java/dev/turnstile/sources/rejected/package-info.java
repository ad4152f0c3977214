/** Sends rejected events once more, after what was wrong has been put right. */
@NullMarked
package dev.turnstile.sources.rejected;

import org.jspecify.annotations.NullMarked;
