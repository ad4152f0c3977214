/** The live view: the newest picture of each source, from Kafka to whoever looks. */
@NullMarked
package dev.turnstile.dashboard.video;

import org.jspecify.annotations.NullMarked;
