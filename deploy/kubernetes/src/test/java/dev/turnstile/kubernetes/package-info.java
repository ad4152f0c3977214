/** What the manifests must be: rendered as kubectl does, and held against models, rules and the applications. */
@NullMarked
package dev.turnstile.kubernetes;

import org.jspecify.annotations.NullMarked;
