package dev.turnstile.publishing.body;

import dev.turnstile.publishing.idempotency.IdempotencyKey;
import org.jspecify.annotations.Nullable;

/**
 * Who sent a request, under which key, and when.
 *
 * @param caller to whom the key belongs
 * @param arrivedNanos when the body was complete, by {@link System#nanoTime}
 */
public record Sender(String caller, @Nullable IdempotencyKey key, long arrivedNanos) {}
