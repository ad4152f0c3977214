package dev.turnstile.local;

import dev.turnstile.local.flink.FlinkPath;
import dev.turnstile.local.process.CannotGoOn;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The environment of the platform's processes: settings have the same names here as in every other place.
 *
 * <p>What the shell of {@code up} has set is passed on, so {@code PARALLELISM=4 deploy/local/up} does what it says; except
 * where things are on this machine, which only the launcher knows.
 */
final class Settings {

    static final int MOST_PARALLELISM = 99;

    private static final String PARALLELISM = "PARALLELISM";
    private static final String LAKE_URI = "LAKE_URI";

    /** LAKE_FILE_AGE: so that files are seen soon. */
    private static final Map<String, String> DEFAULTS =
            Map.of(PARALLELISM, "2", "CHECKPOINT_INTERVAL", "5s", "DEDUP_HORIZON", "1h", "LAKE_FILE_AGE", "1min");

    private static final Set<String> NOT_OF_THE_SHELL = Set.of("POSTGRES_URL", "REDIS_URL", "JAVA_TOOL_OPTIONS");

    private final Map<String, String> shared;

    Settings(Map<String, String> shell, Ports ports, Path lake) {
        shared = new TreeMap<>(DEFAULTS);
        shared.put(LAKE_URI, FlinkPath.of(lake));
        shared.putAll(shell);
        // Those of another place, which this shell may be set up for, and options meant for the launcher alone.
        shared.keySet().removeIf(name -> name.startsWith("KAFKA_") || NOT_OF_THE_SHELL.contains(name));
        shared.put("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:" + ports.kafka());
    }

    int parallelism() {
        var value = shared.getOrDefault(PARALLELISM, "");
        if (!value.matches("[1-9][0-9]?")) {
            throw new CannotGoOn(
                    PARALLELISM + " must be a number from 1 to 99, for example 2, and is \"" + value + "\"");
        }
        return Integer.parseInt(value);
    }

    /** A URI. */
    String lake() {
        return shared.getOrDefault(LAKE_URI, "");
    }

    Map<String, String> shared() {
        return shared;
    }

    Map<String, String> with(Map<String, String> particular) {
        var all = new HashMap<>(shared);
        all.putAll(particular);
        return all;
    }
}
