/** Alerts that any pipeline may raise about its traffic: a spike, a drop, silence. */
@NullMarked
package dev.turnstile.analytics.alerts;

import org.jspecify.annotations.NullMarked;
