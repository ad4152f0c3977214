package dev.turnstile.dashboard.store;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The latest state of each alert, in the order in which they last changed. Bounded for each pipeline, so that one which
 * fires without end hides none of another's: what is over goes first, then what has fired longest.
 */
final class Alerts {

    private static final int MOST_OF_A_PIPELINE = 500;

    private final Map<String, AlertState> byId = new LinkedHashMap<>();
    private final Map<String, Integer> counts = new HashMap<>();

    /** Takes it in; false when it is the same again, as after a restart of the job. */
    boolean put(AlertState alert) {
        AlertState before = byId.get(alert.alertId());
        if (before != null && before.json().equals(alert.json())) {
            return false;
        }
        if (before != null) {
            remove(before);
        }
        byId.put(alert.alertId(), alert);
        if (counts.merge(alert.pipeline(), 1, Integer::sum) > MOST_OF_A_PIPELINE) {
            remove(leastWanted(alert.pipeline()));
        }
        return true;
    }

    List<AlertState> all() {
        return List.copyOf(byId.values());
    }

    private AlertState leastWanted(String pipeline) {
        List<AlertState> all = byId.values().stream()
                .filter(alert -> alert.pipeline().equals(pipeline))
                .toList();
        return all.stream().filter(alert -> !alert.isFiring()).findFirst().orElse(all.get(0));
    }

    private void remove(AlertState alert) {
        byId.remove(alert.alertId());
        counts.merge(alert.pipeline(), -1, Integer::sum);
    }
}
