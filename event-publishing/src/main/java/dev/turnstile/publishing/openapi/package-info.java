/** What {@code /v3/api-docs} says of every service, so that the services say only what is their own. */
@NullMarked
package dev.turnstile.publishing.openapi;

import org.jspecify.annotations.NullMarked;
