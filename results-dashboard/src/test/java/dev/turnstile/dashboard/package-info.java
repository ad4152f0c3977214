/** The dashboard as a whole, against a real broker. */
@NullMarked
package dev.turnstile.dashboard;

import org.jspecify.annotations.NullMarked;
