/** Conditions over a record's fields or a result's measures, written in CEL, compiled into plain comparisons. */
@NullMarked
package dev.turnstile.definitions.conditions;

import org.jspecify.annotations.NullMarked;
