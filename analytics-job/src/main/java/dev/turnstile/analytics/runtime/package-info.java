/** The edge of the job: settings, Kafka and Flink's own defaults. Nothing else names Kafka. */
@NullMarked
package dev.turnstile.analytics.runtime;

import org.jspecify.annotations.NullMarked;
