package dev.turnstile.dashboard.store;

import dev.turnstile.dashboard.json.Json;
import java.time.Instant;

/** Results as the store sees them, with a JSON that says which it is. */
public final class ResultFixtures {

    private ResultFixtures() {}

    public static Instant at(String time) {
        return Instant.parse("2025-11-24T" + time + ":00Z");
    }

    public static WindowResult settled(String pipeline, String dimension, String time, long revision) {
        return result(pipeline, dimension, at(time), false, revision, "r" + revision);
    }

    public static WindowResult live(String pipeline, String dimension, String time, String version) {
        return result(pipeline, dimension, at(time), true, 0, version);
    }

    public static WindowResult result(
            String pipeline, String dimension, Instant start, boolean isProvisional, long revision, String version) {
        return new WindowResult(
                pipeline,
                dimension,
                start,
                start.plusSeconds(60),
                isProvisional,
                revision,
                Json.ofText("is", pipeline + "|" + dimension + "|" + start + "|" + version));
    }
}
