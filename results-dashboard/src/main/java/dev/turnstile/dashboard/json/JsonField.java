package dev.turnstile.dashboard.json;

/**
 * The value of one field.
 *
 * @param text a string's characters; a number's digits as they came; a structure's JSON
 */
public record JsonField(Kind kind, String text) {

    /** What JSON knows. */
    public enum Kind {
        TEXT,
        NUMBER,
        TRUTH,
        NULL,
        STRUCTURE
    }
}
