/** Sample traffic of a shop's payments. */
@NullMarked
package dev.turnstile.sources.payments;

import org.jspecify.annotations.NullMarked;
