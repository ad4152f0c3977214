/** What the process is told by its environment. */
@NullMarked
package dev.turnstile.analytics.settings;

import org.jspecify.annotations.NullMarked;
