/** What makes a retry the same request: the key, the id that follows from it, and the memory of recent ones. */
@NullMarked
package dev.turnstile.publishing.idempotency;

import org.jspecify.annotations.NullMarked;
