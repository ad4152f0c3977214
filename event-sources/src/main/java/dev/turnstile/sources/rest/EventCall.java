package dev.turnstile.sources.rest;

/**
 * A request by which one event comes about, the same however often it is sent.
 *
 * @param method such as {@code POST}
 * @param path such as {@code /bookings}
 * @param key the Idempotency-Key, under which a repetition is the same event
 */
public record EventCall(String method, String path, String key, byte[] body) {

    /** One that something is created by. */
    public static EventCall post(String path, String key, byte[] body) {
        return new EventCall("POST", path, key, body);
    }
}
