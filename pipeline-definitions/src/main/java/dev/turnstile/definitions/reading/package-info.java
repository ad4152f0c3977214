/** Reads records of any format as a definition says, straight from their bytes, and nothing that is not declared. */
@NullMarked
package dev.turnstile.definitions.reading;

import org.jspecify.annotations.NullMarked;
