/** Strict, streaming reading and writing of JSON, within bounds. */
@NullMarked
package dev.turnstile.events.json;

import org.jspecify.annotations.NullMarked;
