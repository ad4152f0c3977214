/** Listens, page views and logins, kept hour by hour as files. */
@NullMarked
package dev.turnstile.analytics.eventlake;

import org.jspecify.annotations.NullMarked;
