/** Who comes and what they take. */
@NullMarked
package dev.turnstile.sources.customers;

import org.jspecify.annotations.NullMarked;
