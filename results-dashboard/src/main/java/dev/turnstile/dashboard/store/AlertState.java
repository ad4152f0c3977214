package dev.turnstile.dashboard.store;

import dev.turnstile.dashboard.json.Json;

/**
 * The latest that is known of an alert.
 *
 * @param alertId the same for the start and the end of one occurrence
 * @param json as on the topic
 */
public record AlertState(String alertId, String pipeline, boolean isFiring, Json json) {}
