/** What a person at a terminal sees meanwhile. */
@NullMarked
package dev.turnstile.sources.progress;

import org.jspecify.annotations.NullMarked;
