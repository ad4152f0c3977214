/** Settings, read from the environment and checked before anything starts. */
@NullMarked
package dev.turnstile.dashboard.settings;

import org.jspecify.annotations.NullMarked;
