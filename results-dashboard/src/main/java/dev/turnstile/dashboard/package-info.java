/** Results as REST, as Server-Sent Events, and as a web page. */
@NullMarked
package dev.turnstile.dashboard;

import org.jspecify.annotations.NullMarked;
