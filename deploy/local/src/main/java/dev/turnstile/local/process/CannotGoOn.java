package dev.turnstile.local.process;

/** The platform cannot start, or not go on; the message is for the one who started it, and says what to do. */
public final class CannotGoOn extends RuntimeException {

    public CannotGoOn(String message) {
        super(message);
    }

    public CannotGoOn(String message, Throwable cause) {
        super(message, cause);
    }
}
