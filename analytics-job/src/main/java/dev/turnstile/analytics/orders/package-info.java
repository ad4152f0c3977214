/** All orders by minute. */
@NullMarked
package dev.turnstile.analytics.orders;

import org.jspecify.annotations.NullMarked;
