/** Frames of video: drawn, from files, from cameras; and back into files. */
@NullMarked
package dev.turnstile.sources.video;

import org.jspecify.annotations.NullMarked;
