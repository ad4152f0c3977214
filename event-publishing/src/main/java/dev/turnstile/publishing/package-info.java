/** Takes events by REST and publishes them, each acknowledged before it is answered for. */
@NullMarked
package dev.turnstile.publishing;

import org.jspecify.annotations.NullMarked;
