/** The edge to Kafka: publishing with acknowledgement, and whether Kafka is there. */
@NullMarked
package dev.turnstile.publishing.kafka;

import org.jspecify.annotations.NullMarked;
