/** The whole platform on one machine, without Docker: {@code deploy/local/up}. */
@NullMarked
package dev.turnstile.local;

import org.jspecify.annotations.NullMarked;
