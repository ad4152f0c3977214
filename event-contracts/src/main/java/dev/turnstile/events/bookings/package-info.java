/** What is on the topic of bookings. */
@NullMarked
package dev.turnstile.events.bookings;

import org.jspecify.annotations.NullMarked;
