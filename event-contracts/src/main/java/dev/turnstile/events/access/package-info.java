/** Who may do what in a Kafka that asks its clients who they are. */
@NullMarked
package dev.turnstile.events.access;

import org.jspecify.annotations.NullMarked;
