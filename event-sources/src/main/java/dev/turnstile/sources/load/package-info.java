/** As much as the services take, and an exact account of what they acknowledged. */
@NullMarked
package dev.turnstile.sources.load;

import org.jspecify.annotations.NullMarked;
