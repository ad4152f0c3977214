/** Pipelines that are a file: compiled into a plan, which the shared operators run. */
@NullMarked
package dev.turnstile.analytics.defined;

import org.jspecify.annotations.NullMarked;
