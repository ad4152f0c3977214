/** A music service and its listeners, made up: listens, page views, logins. */
@NullMarked
package dev.turnstile.sources.listening;

import org.jspecify.annotations.NullMarked;
