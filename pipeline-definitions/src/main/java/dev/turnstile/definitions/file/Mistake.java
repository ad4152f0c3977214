package dev.turnstile.definitions.file;

/**
 * Something wrong in a definition's file.
 *
 * @param line from 1
 * @param column from 1
 * @param message one sentence: what was expected, what came, and the nearest name that exists
 */
public record Mistake(String file, int line, int column, String message) {

    /** As compilers tell it: {@code retail.yaml:12:9: …}. */
    @Override
    public String toString() {
        return file + ":" + line + ":" + column + ": " + message;
    }
}
