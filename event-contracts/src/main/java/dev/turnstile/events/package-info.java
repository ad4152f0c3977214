/** The topics of the platform and the rules by which their records are read. */
@NullMarked
package dev.turnstile.events;

import org.jspecify.annotations.NullMarked;
