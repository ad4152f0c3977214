/** Who calls, and how much they may: API keys, rates, other origins, security headers. */
@NullMarked
package dev.turnstile.publishing.access;

import org.jspecify.annotations.NullMarked;
