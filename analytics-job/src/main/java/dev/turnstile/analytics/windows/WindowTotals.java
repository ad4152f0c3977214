package dev.turnstile.analytics.windows;

import com.dynatrace.hash4j.hashing.Hashing;
import dev.turnstile.events.results.Status;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;

/**
 * The second of two levels: adds the partial totals up and publishes them. Provisional results go to the side output
 * {@link Outputs#LIVE}; final and corrected ones are the main output. Keyed by window and dimension.
 *
 * <p>A window is published as final when the watermark passes its end, and once more, with the next revision, when
 * something came late; then it is forgotten, when the allowed lateness is over.
 */
final class WindowTotals extends HoldingOperator<PartialTotal, WindowTotal> {

    /** Names one window of one dimension in the state. */
    public record Key(long windowStart, String dimension) {}

    /** What is kept of it. */
    public record Saved(long events, long amount, long users, int revision) {}

    private static final MapStateDescriptor<Key, Saved> TOTALS =
            new MapStateDescriptor<>("window-totals", TypeInformation.of(Key.class), TypeInformation.of(Saved.class));

    private static final int UNPUBLISHED = -1;

    private final WindowSettings settings;

    private transient MapState<Key, Saved> state;
    private transient TreeMap<Long, Map<String, Total>> windows;
    private transient List<Total> changed;
    private transient List<Total> unsaved;
    private transient List<Total> expired;

    @SuppressWarnings("NullAway.Init") // initializeState() is Flink's constructor.
    WindowTotals(WindowSettings settings) {
        super(settings.liveInterval().toMillis());
        this.settings = settings;
    }

    /** What partial totals are keyed by. */
    static Integer keyOf(long windowStart, String dimension) {
        return Shards.keyOf(hash(windowStart, dimension));
    }

    private static long hash(long windowStart, String dimension) {
        return Hashing.komihash5_0()
                .hashStream()
                .putLong(windowStart)
                .putString(dimension)
                .getAsLong();
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        windows = new TreeMap<>();
        changed = new ArrayList<>();
        unsaved = new ArrayList<>();
        expired = new ArrayList<>();
        state = context.getKeyedStateStore().getMapState(TOTALS);
        if (context.isRestored()) {
            restore();
        }
    }

    private void restore() throws Exception {
        for (int shard : Shards.ownedBy(getRuntimeContext().getTaskInfo())) {
            setCurrentKey(Shards.keyOfShard(shard));
            for (Map.Entry<Key, Saved> saved : state.entries()) {
                Total total =
                        totalOf(saved.getKey().windowStart(), saved.getKey().dimension());
                total.events = saved.getValue().events();
                total.amount = saved.getValue().amount();
                total.users = saved.getValue().users();
                total.revision = saved.getValue().revision();
            }
        }
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        for (Total total : expired) {
            setCurrentKey(keyOf(total.windowStart, total.dimension));
            state.remove(new Key(total.windowStart, total.dimension));
        }
        expired.clear();
        for (Total total : unsaved) {
            total.isUnsaved = false;
            if (!total.isExpired) {
                setCurrentKey(keyOf(total.windowStart, total.dimension));
                state.put(
                        new Key(total.windowStart, total.dimension),
                        new Saved(total.events, total.amount, total.users, total.revision));
            }
        }
        unsaved.clear();
    }

    @Override
    public void processElement(StreamRecord<PartialTotal> element) {
        PartialTotal partial = element.getValue();
        Total total = totalOf(partial.windowStart(), partial.dimension());
        total.events += partial.events();
        total.amount = Math.addExact(total.amount, partial.amount());
        total.users += partial.newUsers();
        if (partial.trace() != null) {
            total.trace = partial.trace();
        }
        if (!total.isChanged) {
            total.isChanged = true;
            changed.add(total);
        }
        markUnsaved(total);
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        settle(watermark(), mark.getTimestamp());
        super.processWatermark(mark);
    }

    private void settle(long previous, long watermark) {
        for (Map.Entry<Long, Map<String, Total>> window : windows.entrySet()) {
            if (!settings.isClosed(window.getKey(), watermark)) {
                break;
            }
            if (!settings.isClosed(window.getKey(), previous)) {
                window.getValue().values().forEach(this::publishIfFirst);
            }
        }
        publishChanged(watermark);
        while (!windows.isEmpty() && settings.isExpired(windows.firstKey(), watermark)) {
            for (Total total : windows.pollFirstEntry().getValue().values()) {
                total.isExpired = true;
                expired.add(total);
            }
        }
    }

    @Override
    protected void release() {
        publishChanged(watermark());
    }

    private void publishIfFirst(Total total) {
        // After a restart the watermark passes windows again that were published before.
        if (total.revision == UNPUBLISHED) {
            publish(total);
        }
    }

    private void publishChanged(long watermark) {
        for (Total total : changed) {
            if (total.isChanged) {
                if (total.revision > UNPUBLISHED) {
                    publish(total);
                } else if (settings.isClosed(total.windowStart, watermark)) {
                    // It ended without any event, so what was final was nothing; this came late.
                    total.revision = 0;
                    publish(total);
                } else {
                    total.isChanged = false;
                    output.collect(Outputs.LIVE, new StreamRecord<>(total.as(Status.PROVISIONAL, 0)));
                }
            }
        }
        changed.clear();
    }

    private void publish(Total total) {
        total.isChanged = false;
        total.revision++;
        output.collect(
                new StreamRecord<>(total.as(total.revision == 0 ? Status.FINAL : Status.CORRECTED, total.revision)));
        markUnsaved(total);
    }

    private void markUnsaved(Total total) {
        if (!total.isUnsaved) {
            total.isUnsaved = true;
            unsaved.add(total);
        }
    }

    private Total totalOf(long windowStart, String dimension) {
        return windows.computeIfAbsent(windowStart, ignored -> new HashMap<>())
                .computeIfAbsent(dimension, ignored -> new Total(windowStart, dimension));
    }

    /** One window of one dimension. */
    private final class Total {
        private final long windowStart;
        private final String dimension;
        private long events;
        private long amount;
        private long users;
        private int revision = UNPUBLISHED;

        /** Not in the state: after a failure one trace fewer has an end, and no number is another. */
        @Nullable
        private String trace;

        private boolean isChanged;
        private boolean isUnsaved;
        private boolean isExpired;

        private Total(long windowStart, String dimension) {
            this.windowStart = windowStart;
            this.dimension = dimension;
        }

        private WindowTotal as(Status status, int revisionShown) {
            String newTrace = trace;
            trace = null;
            return new WindowTotal(
                    dimension,
                    windowStart,
                    windowStart + settings.size().toMillis(),
                    events,
                    amount,
                    users,
                    status,
                    revisionShown,
                    now(),
                    newTrace);
        }
    }
}
