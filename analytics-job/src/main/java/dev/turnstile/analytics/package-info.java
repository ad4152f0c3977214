/** The Flink job: reads its settings, looks its pipelines up, wires and runs them. */
@NullMarked
package dev.turnstile.analytics;

import org.jspecify.annotations.NullMarked;
