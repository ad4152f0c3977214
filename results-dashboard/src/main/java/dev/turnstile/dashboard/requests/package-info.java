/** What requests have in common: their parameters, and errors as problem details (RFC 9457). */
@NullMarked
package dev.turnstile.dashboard.requests;

import org.jspecify.annotations.NullMarked;
