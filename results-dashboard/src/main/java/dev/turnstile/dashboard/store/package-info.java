/** What the dashboard knows: bounded, in memory, rebuilt from the topics at start. */
@NullMarked
package dev.turnstile.dashboard.store;

import org.jspecify.annotations.NullMarked;
