package dev.turnstile.sources.rest;

/**
 * One event to be taken in, the same however often it is sent.
 *
 * @param path of the collection, such as {@code /bookings}
 * @param key the Idempotency-Key, under which a repetition is the same event
 */
public record Post(String path, String key, byte[] body) {}
