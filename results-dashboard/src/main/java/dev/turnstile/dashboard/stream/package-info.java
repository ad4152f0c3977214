/** Changes as Server-Sent Events, to any number of clients up to a bound. */
@NullMarked
package dev.turnstile.dashboard.stream;

import org.jspecify.annotations.NullMarked;
