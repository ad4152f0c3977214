/** Bookings by show and minute. */
@NullMarked
package dev.turnstile.analytics.bookings;

import org.jspecify.annotations.NullMarked;
