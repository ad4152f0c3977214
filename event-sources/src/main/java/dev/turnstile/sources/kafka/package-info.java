/** How Kafka is reached. */
@NullMarked
package dev.turnstile.sources.kafka;

import org.jspecify.annotations.NullMarked;
