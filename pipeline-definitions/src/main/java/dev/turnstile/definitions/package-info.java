/** What a pipeline is: the records that a definition's file becomes. */
@NullMarked
package dev.turnstile.definitions;

import org.jspecify.annotations.NullMarked;
