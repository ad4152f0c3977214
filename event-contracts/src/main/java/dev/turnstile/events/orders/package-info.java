/** What is on the topic of orders. */
@NullMarked
package dev.turnstile.events.orders;

import org.jspecify.annotations.NullMarked;
