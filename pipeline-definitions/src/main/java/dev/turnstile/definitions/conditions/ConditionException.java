package dev.turnstile.definitions.conditions;

/** A condition that cannot be compiled. */
public final class ConditionException extends RuntimeException {

    private final int offset;

    /** @param offset within the condition, in code points from 0 */
    ConditionException(int offset, String message) {
        super(message);
        this.offset = offset;
    }

    /** Where in the condition the mistake is, in code points from 0. */
    public int offset() {
        return offset;
    }
}
