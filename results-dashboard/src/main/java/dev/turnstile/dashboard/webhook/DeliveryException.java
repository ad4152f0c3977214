package dev.turnstile.dashboard.webhook;

/** The receiver did not take a delivery. */
abstract sealed class DeliveryException extends RuntimeException {

    private DeliveryException(String message) {
        super(message);
    }

    /** It does not answer, or is not well. */
    static final class Failed extends DeliveryException {

        Failed(String message) {
            super(message);
        }
    }

    /** It answers that it does not want this, and will hardly change its mind. */
    static final class Refused extends DeliveryException {

        Refused(String message) {
            super(message);
        }
    }
}
