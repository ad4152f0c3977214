/** The one consumer: from the topics into the store. */
@NullMarked
package dev.turnstile.dashboard.feed;

import org.jspecify.annotations.NullMarked;
