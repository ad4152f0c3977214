/** A file through a pipeline, without Kafka. */
@NullMarked
package dev.turnstile.analytics.replay;

import org.jspecify.annotations.NullMarked;
