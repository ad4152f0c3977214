/** Sample traffic: what happens at a ticket office and a shop, and how it gets in. */
@NullMarked
package dev.turnstile.sources.traffic;

import org.jspecify.annotations.NullMarked;
