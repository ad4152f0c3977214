/** The web page: its files, where it may connect to, and where its forms post to. */
@NullMarked
package dev.turnstile.dashboard.page;

import org.jspecify.annotations.NullMarked;
