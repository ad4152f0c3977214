/** A real Kafka broker on 127.0.0.1, in a process of its own: for the local platform and for tests. */
@NullMarked
package dev.turnstile.kafka.process;

import org.jspecify.annotations.NullMarked;
