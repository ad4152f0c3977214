/** Takes records for the pipelines that run, as their definitions say. */
@NullMarked
package dev.turnstile.eventservice;

import org.jspecify.annotations.NullMarked;
