/** The platform's children: started, watched, started again when they die, stopped in order. */
@NullMarked
package dev.turnstile.local.process;

import org.jspecify.annotations.NullMarked;
