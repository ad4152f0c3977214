/** Settings by the names of environment variables, and how a bad one is told. */
@NullMarked
package dev.turnstile.publishing.settings;

import org.jspecify.annotations.NullMarked;
