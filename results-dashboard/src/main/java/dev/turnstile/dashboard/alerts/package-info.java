/** Alerts over REST. */
@NullMarked
package dev.turnstile.dashboard.alerts;

import org.jspecify.annotations.NullMarked;
