package dev.turnstile.definitions.conditions;

/** A condition that cannot be compiled. */
public final class ConditionException extends RuntimeException {

    private final int column;

    /** @param column within the condition, from 0 */
    ConditionException(int column, String message) {
        super(message);
        this.column = column;
    }

    /** Where in the condition the mistake is, from 0. */
    public int column() {
        return column;
    }
}
