/** Every error as an RFC 9457 problem. */
@NullMarked
package dev.turnstile.publishing.problems;

import org.jspecify.annotations.NullMarked;
