package dev.turnstile.dashboard.store;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The latest state of each alert, in the order in which they last changed. Bounded: what is over goes first. */
final class Alerts {

    private static final int MOST = 500;

    private final Map<String, AlertState> byId = new LinkedHashMap<>();

    /** Takes it in; false when it is the same again, as after a restart of the job. */
    boolean put(AlertState alert) {
        AlertState before = byId.get(alert.alertId());
        if (before != null && before.json().equals(alert.json())) {
            return false;
        }
        byId.remove(alert.alertId());
        byId.put(alert.alertId(), alert);
        if (byId.size() > MOST) {
            removeOne();
        }
        return true;
    }

    List<AlertState> all() {
        return List.copyOf(byId.values());
    }

    private void removeOne() {
        Iterator<AlertState> over =
                byId.values().stream().filter(alert -> !alert.isFiring()).iterator();
        byId.remove(
                over.hasNext()
                        ? over.next().alertId()
                        : byId.keySet().iterator().next());
    }
}
