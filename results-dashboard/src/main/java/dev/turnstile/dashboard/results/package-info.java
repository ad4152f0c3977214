/** Window results and live results over REST. */
@NullMarked
package dev.turnstile.dashboard.results;

import org.jspecify.annotations.NullMarked;
