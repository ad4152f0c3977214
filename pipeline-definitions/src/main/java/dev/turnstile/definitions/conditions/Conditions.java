package dev.turnstile.definitions.conditions;

import dev.turnstile.definitions.Definition;

/** Compiles conditions. */
public final class Conditions {

    private Conditions() {}

    /**
     * A condition over a record's fields.
     *
     * @param cel checked before, when the file was read
     */
    public static Condition compile(String cel, Definition definition) {
        throw new UnsupportedOperationException(cel + definition);
    }
}
