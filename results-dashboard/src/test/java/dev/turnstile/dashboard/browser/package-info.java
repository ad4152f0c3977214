/** A real browser looking at the page. Packaged for other modules' tests too, with the classifier {@code browser}. */
@NullMarked
package dev.turnstile.dashboard.browser;

import org.jspecify.annotations.NullMarked;
