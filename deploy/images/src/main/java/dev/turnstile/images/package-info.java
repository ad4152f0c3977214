/** What the images have beside the applications: how a container is asked whether its process is well. */
@NullMarked
package dev.turnstile.images;

import org.jspecify.annotations.NullMarked;
