/** Takes bookings by REST. */
@NullMarked
package dev.turnstile.booking;

import org.jspecify.annotations.NullMarked;
