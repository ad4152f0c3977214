/** Makes the platform's topics in a Kafka that somebody else runs. */
@NullMarked
package dev.turnstile.sources.topics;

import org.jspecify.annotations.NullMarked;
