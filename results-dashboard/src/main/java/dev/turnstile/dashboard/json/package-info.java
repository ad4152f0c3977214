/** JSON as it passes through: read where a field matters, and otherwise handed on as it came. */
@NullMarked
package dev.turnstile.dashboard.json;

import org.jspecify.annotations.NullMarked;
