package dev.turnstile.definitions.conditions;

import dev.turnstile.definitions.Field;

/**
 * What a condition may name: a field of a record, or a measure of a result.
 *
 * @param scale of a decimal
 */
public record Variable(String name, Field.Type type, int scale) {}
