package dev.turnstile.dashboard.store;

import java.time.Duration;
import java.time.Instant;

/**
 * The results of one pipeline: those that are settled, and the live ones of windows that are still open.
 *
 * <p>A result is an upsert by window and dimension; the highest revision is true, and a provisional result never
 * replaces a settled one. What lies before the floor was let go of and does not come back.
 */
final class PipelineResults {

    /**
     * Open windows are a few minutes old at most. One that is this much older than the newest was left behind, by a job
     * that was started anew without its state.
     */
    private static final Duration LIVE_KEPT = Duration.ofHours(2);

    private static final int MOST_LIVE = 20_000;

    private final Windows settled = new Windows();
    private final Windows live = new Windows();
    private final Duration kept;
    private final int most;
    private Instant floor = Instant.MIN;

    PipelineResults(Duration kept, int most) {
        this.kept = kept;
        this.most = most;
    }

    Windows settled() {
        return settled;
    }

    Windows live() {
        return live;
    }

    /** Takes a result in; false when it changes nothing: older, superseded, or the same again. */
    boolean put(WindowResult result) {
        if (result.windowStart().isBefore(floor)) {
            return false;
        }
        return result.isProvisional() ? putLive(result) : settle(result);
    }

    private boolean putLive(WindowResult result) {
        if (settled.get(result.windowStart(), result.dimension()) != null) {
            return false;
        }
        WindowResult before = live.get(result.windowStart(), result.dimension());
        if (before != null && before.json().equals(result.json())) {
            return false;
        }
        live.put(result);
        live.removeBefore(live.newestStart().minus(LIVE_KEPT));
        while (live.count() > MOST_LIVE && live.hasSeveral()) {
            live.removeOldest();
        }
        if (live.count() > MOST_LIVE) {
            live.remove(result.windowStart(), result.dimension());
        }
        return live.get(result.windowStart(), result.dimension()) != null;
    }

    private boolean settle(WindowResult result) {
        WindowResult before = settled.get(result.windowStart(), result.dimension());
        // An equal revision replaces: a rebuild from the inputs publishes it again, and the last one was made last.
        if (before != null
                && (before.revision() > result.revision() || before.json().equals(result.json()))) {
            return false;
        }
        settled.put(result);
        live.remove(result.windowStart(), result.dimension());
        raiseFloor(settled.newestStart().minus(kept));
        while (settled.count() > most && settled.hasSeveral()) {
            letGoOfOldest();
        }
        if (settled.count() > most) {
            settled.remove(result.windowStart(), result.dimension());
        }
        return settled.get(result.windowStart(), result.dimension()) != null;
    }

    /** Lets go of the oldest of several settled windows, for good. */
    Instant letGoOfOldest() {
        Instant removed = settled.removeOldest();
        raiseFloor(settled.oldestStart());
        return removed;
    }

    private void raiseFloor(Instant start) {
        if (start.isAfter(floor)) {
            floor = start;
            settled.removeBefore(floor);
            live.removeBefore(floor);
        }
    }
}
