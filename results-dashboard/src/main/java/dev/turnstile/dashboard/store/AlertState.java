package dev.turnstile.dashboard.store;

import dev.turnstile.dashboard.json.Json;
import java.time.Instant;

/**
 * The latest that is known of an alert.
 *
 * @param alertId the same for the start and the end of one occurrence
 * @param changedAt since when it is in this state, by the broker's clock
 * @param json as on the topic
 */
public record AlertState(String alertId, String pipeline, String kind, boolean isFiring, Instant changedAt, Json json) {

    /** The alert as clients are told of it: as on the topic, and when it came into this state. */
    public Json told() {
        return json.with("changed_at", changedAt.toString());
    }
}
