package dev.turnstile.dashboard.stream;

import dev.turnstile.dashboard.json.Json;
import dev.turnstile.dashboard.store.Change;
import dev.turnstile.dashboard.store.ResultsStore;
import dev.turnstile.dashboard.store.Snapshot;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one client was told, and what it is to be told next. It holds no events of its own: a client that is slow costs
 * the server nothing but its place in the changes that are kept for all, until these have moved on without it.
 *
 * <p>Not thread-safe.
 */
final class Cursor {

    private static final int MOST_CHANGES_AT_ONCE = 100;
    private static final int RETRY_AFTER_MILLIS = 1_000;
    private static final Duration BETWEEN_HEARTBEATS = Duration.ofSeconds(10);

    private final ResultsStore store;
    private final String epoch;
    private final Set<String> pipelines;
    private @Nullable String resetBecause;
    private @Nullable SnapshotEvent snapshot;
    private boolean isGreeted;
    private boolean needsSnapshot;
    private boolean isLost;
    private long told;
    private long heartbeatAtNanos;
    private long healthTold;

    /**
     * @param pipelines to tell of; of all when empty
     * @param last the id of the last event that the client saw before it came back; null when it is new
     */
    Cursor(ResultsStore store, String epoch, Set<String> pipelines, @Nullable String last, long nowNanos) {
        this.store = store;
        this.epoch = epoch;
        this.pipelines = pipelines;
        this.heartbeatAtNanos = nowNanos;
        if (last == null) {
            needsSnapshot = true;
        } else {
            resume(last);
        }
    }

    boolean isReset() {
        return resetBecause != null;
    }

    /** Whether the last call of {@link #next} found changes forgotten that this client was not told of. */
    boolean isLost() {
        return isLost;
    }

    /** Whether the next call of {@link #next} would find that; to be asked while nothing can be written. */
    boolean isLeftBehind() {
        return !needsSnapshot && store.changesAfter(told, 0).isEmpty();
    }

    /**
     * The next bytes for this client.
     *
     * @param health how the pipelines are now, null while that is not known
     */
    byte[] next(long nowNanos, @Nullable Health health) {
        EventBuffer buffer = new EventBuffer();
        if (!isGreeted) {
            isGreeted = true;
            buffer.retryAfterMillis(RETRY_AFTER_MILLIS);
        }
        if (needsSnapshot && store.isCaughtUp()) {
            takeSnapshot(buffer);
        }
        if (snapshot != null && snapshot.writeInto(buffer)) {
            snapshot = null;
        }
        boolean isInMidst = snapshot != null;
        if (!isInMidst) {
            if (!needsSnapshot) {
                writeChanges(buffer);
                writeHealth(buffer, health);
            }
            writeHeartbeat(buffer, nowNanos);
        }
        return buffer.toBytes();
    }

    private void resume(String last) {
        Optional<EventId> id = EventId.parse(last).filter(known -> known.epoch().equals(epoch));
        if (id.isEmpty()) {
            resetBecause = "The server was started anew since";
        } else if (store.changesAfter(id.get().sequence(), 0).isEmpty()) {
            resetBecause = "Too much has changed since";
        } else {
            told = id.get().sequence();
        }
        needsSnapshot = resetBecause != null;
    }

    private void takeSnapshot(EventBuffer buffer) {
        if (resetBecause != null) {
            buffer.event("reset", Json.ofText("reason", resetBecause));
        }
        Snapshot taken = store.snapshot(pipelines);
        told = taken.sequence();
        snapshot = new SnapshotEvent(new EventId(epoch, told), taken);
        needsSnapshot = false;
    }

    private void writeChanges(EventBuffer buffer) {
        while (!buffer.isFull()) {
            Optional<List<Change>> changes = store.changesAfter(told, MOST_CHANGES_AT_ONCE);
            isLost = changes.isEmpty();
            if (isLost || changes.get().isEmpty()) {
                return;
            }
            for (Change change : changes.get()) {
                if (buffer.isFull()) {
                    return;
                }
                told = change.sequence();
                if (pipelines.isEmpty() || pipelines.contains(change.pipeline())) {
                    buffer.event(new EventId(epoch, told), change.kind().label(), change.json());
                }
            }
        }
    }

    /** The latest only: whoever was slow need not know how the pipelines were before. */
    private void writeHealth(EventBuffer buffer, @Nullable Health health) {
        if (health != null && health.number() > healthTold) {
            healthTold = health.number();
            buffer.event("pipelines", health.json());
        }
    }

    private void writeHeartbeat(EventBuffer buffer, long nowNanos) {
        if (nowNanos - heartbeatAtNanos >= BETWEEN_HEARTBEATS.toNanos()) {
            heartbeatAtNanos = nowNanos;
            buffer.heartbeat();
            if (!needsSnapshot) {
                // Moves on where the client would resume, so that one who follows a quiet pipeline is not taken for one
                // who missed all that happened in the others.
                buffer.idOnly(new EventId(epoch, told));
            }
        }
    }

    /**
     * How the pipelines are.
     *
     * @param number one more than that of the one before
     */
    record Health(long number, Json json) {}
}
