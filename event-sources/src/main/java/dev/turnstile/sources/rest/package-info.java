/** How events get in by REST: posted until they are acknowledged. */
@NullMarked
package dev.turnstile.sources.rest;

import org.jspecify.annotations.NullMarked;
