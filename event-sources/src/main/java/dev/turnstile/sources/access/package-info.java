/** Gives the platform's clients their rights in a Kafka that somebody else runs. */
@NullMarked
package dev.turnstile.sources.access;

import org.jspecify.annotations.NullMarked;
