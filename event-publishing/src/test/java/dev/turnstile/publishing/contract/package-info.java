/**
 * What every service that publishes events must do, as tests: a service's own tests extend these and say only what is
 * particular to it. Packed into a jar of its own for them.
 */
@NullMarked
package dev.turnstile.publishing.contract;

import org.jspecify.annotations.NullMarked;
