/** What feeds the platform from outside, as one command. */
@NullMarked
package dev.turnstile.sources;

import org.jspecify.annotations.NullMarked;
