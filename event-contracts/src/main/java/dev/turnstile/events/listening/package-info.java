/** What happens at a music service: listens, page views, logins. */
@NullMarked
package dev.turnstile.events.listening;

import org.jspecify.annotations.NullMarked;
