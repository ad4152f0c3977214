/** Video frames, and what is known of them once they are analysed. */
@NullMarked
package dev.turnstile.events.video;

import org.jspecify.annotations.NullMarked;
