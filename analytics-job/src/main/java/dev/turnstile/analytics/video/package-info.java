/** Frames of video: what is in each, what each source sends, and whether it still does. */
@NullMarked
package dev.turnstile.analytics.video;

import org.jspecify.annotations.NullMarked;
