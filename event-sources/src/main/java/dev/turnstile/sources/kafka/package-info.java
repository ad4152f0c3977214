/** How events get into Kafka, at what pace, and until when. */
@NullMarked
package dev.turnstile.sources.kafka;

import org.jspecify.annotations.NullMarked;
