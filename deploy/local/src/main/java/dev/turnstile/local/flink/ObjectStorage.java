package dev.turnstile.local.flink;

import java.util.LinkedHashMap;
import java.util.Map;

/** Where a lake at {@code s3:} is, by the settings that are the same in every place; Flink has names of its own for them. */
public record ObjectStorage(Map<String, String> settings) {

    private static final Map<String, String> NAMES = Map.of(
            "S3_ENDPOINT", "s3.endpoint",
            "S3_ACCESS_KEY", "s3.access-key",
            "S3_SECRET_KEY", "s3.secret-key");

    /** What Flink has to be told; nothing where the lake is on disk. */
    public static ObjectStorage from(Map<String, String> environment) {
        var settings = new LinkedHashMap<String, String>();
        if (isUsed(environment)) {
            NAMES.forEach((setting, name) -> {
                var value = environment.getOrDefault(setting, "");
                if (!value.isBlank()) {
                    settings.put(name, value);
                }
            });
            // Servers other than Amazon's have no name for each bucket.
            if (settings.containsKey("s3.endpoint")) {
                settings.put("s3.path.style.access", "true");
            }
        }
        return new ObjectStorage(settings);
    }

    /** Flink's plugin for it takes memory, and is loaded only then. */
    public static boolean isUsed(Map<String, String> environment) {
        return environment.getOrDefault("LAKE_URI", "").startsWith("s3:");
    }
}
