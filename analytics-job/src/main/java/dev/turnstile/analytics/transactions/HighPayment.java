package dev.turnstile.analytics.transactions;

/**
 * What the pattern needs of a high payment.
 *
 * @param timeMillis event time, epoch milliseconds
 */
public record HighPayment(String userId, String location, long timeMillis) {}
