package dev.turnstile.analytics.alerts;

/**
 * How many events a window had, or a part of it.
 *
 * @param watched what they are events of
 * @param windowStart epoch milliseconds
 */
public record WindowEvents(String watched, long windowStart, long events) {}
