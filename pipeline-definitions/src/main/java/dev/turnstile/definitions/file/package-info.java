/** Reads a definition's file, and names every mistake in it by line and column. */
@NullMarked
package dev.turnstile.definitions.file;

import org.jspecify.annotations.NullMarked;
