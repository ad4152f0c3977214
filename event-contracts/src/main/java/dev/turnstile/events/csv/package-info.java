/** Rows of CSV. */
@NullMarked
package dev.turnstile.events.csv;

import org.jspecify.annotations.NullMarked;
