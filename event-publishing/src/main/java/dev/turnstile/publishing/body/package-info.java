/** Reading bodies within bounds of size and time, and batches item by item. */
@NullMarked
package dev.turnstile.publishing.body;

import org.jspecify.annotations.NullMarked;
