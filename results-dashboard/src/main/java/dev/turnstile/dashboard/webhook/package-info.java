/** Tells a receiver of alerts over HTTP: signed, in order, again and again until it has taken them. */
@NullMarked
package dev.turnstile.dashboard.webhook;

import org.jspecify.annotations.NullMarked;
