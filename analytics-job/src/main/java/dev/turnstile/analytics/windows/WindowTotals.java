package dev.turnstile.analytics.windows;

import dev.turnstile.definitions.Window;
import dev.turnstile.events.results.Status;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;

/**
 * The second of two levels: adds the partial totals up, rolls them up into longer windows, and publishes all of them.
 * Provisional results go to the side output {@link Outputs#LIVE}; final and corrected ones are the main output. Keyed by
 * what the pipeline counts by, so that all windows of a key are in one place.
 *
 * <p>A window is published as final when the watermark passes its end, and once more, with the next revision, when
 * something came late; then it is forgotten, when the allowed lateness is over.
 */
final class WindowTotals extends HoldingOperator<PartialTotal, WindowTotal> {

    /** Names one window of one key in the state. */
    public record Key(String window, long windowStart, String key) {}

    /** What is kept of it. */
    public record Saved(long[] amounts, byte[][] sketches, int revision) {}

    private static final MapStateDescriptor<Key, Saved> TOTALS =
            new MapStateDescriptor<>("window-totals", TypeInformation.of(Key.class), TypeInformation.of(Saved.class));

    /** The names of the parts, as all that is in {@link #TOTALS} has them. */
    private static final ListStateDescriptor<String> PARTS = new ListStateDescriptor<>("parts-of-totals", Types.STRING);

    private final Layout layout;
    private final WindowSettings settings;

    private transient Layout.Combination shares;
    private transient Layout.Combination rollUp;
    private transient int[] sketches;
    private transient RollUps rollUps;
    private transient MapState<Key, Saved> state;
    private transient ListState<String> partNames;
    private transient List<TreeMap<Long, Map<String, Total>>> windows;
    private transient List<Total> changed;
    private transient List<Total> changedLonger;
    private transient List<Total> unsaved;
    private transient List<Total> expired;

    @SuppressWarnings("NullAway.Init") // initializeState() is Flink's constructor.
    WindowTotals(Layout layout, WindowSettings settings) {
        super(settings.liveInterval().toMillis());
        this.layout = layout;
        this.settings = settings;
    }

    /** What partial totals are keyed by. */
    static Integer keyOf(String key) {
        return Shards.keyOf(key);
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        shares = layout.combination(true);
        rollUp = layout.combination(false);
        sketches = layout.indexesOf(Layout.Kind.SKETCH);
        rollUps = new RollUps(settings.windows());
        windows = new ArrayList<>();
        settings.windows().forEach(window -> windows.add(new TreeMap<>()));
        changed = new ArrayList<>();
        changedLonger = new ArrayList<>();
        unsaved = new ArrayList<>();
        expired = new ArrayList<>();
        state = context.getKeyedStateStore().getMapState(TOTALS);
        partNames = context.getOperatorStateStore().getUnionListState(PARTS);
        if (context.isRestored()) {
            restore(savedLayout());
        }
    }

    private List<String> savedLayout() throws Exception {
        for (String names : partNames.get()) {
            return List.of(names.split("\n", -1));
        }
        return names(layout);
    }

    private static List<String> names(Layout layout) {
        return layout.parts().stream()
                .map(part -> part.kind() + " " + part.name())
                .toList();
    }

    private void restore(List<String> savedParts) throws Exception {
        int[] places = names(layout).stream().mapToInt(savedParts::indexOf).toArray();
        boolean isAsBefore = savedParts.equals(names(layout));
        List<String> names = settings.windows().stream().map(Window::name).toList();
        for (int shard : Shards.ownedBy(getRuntimeContext().getTaskInfo())) {
            setCurrentKey(Shards.keyOfShard(shard));
            List<Key> forgotten = new ArrayList<>();
            for (Map.Entry<Key, Saved> saved : state.entries()) {
                int window = names.indexOf(saved.getKey().window());
                if (window < 0) {
                    forgotten.add(saved.getKey());
                } else {
                    Total total = totalOf(
                            window, saved.getKey().windowStart(), saved.getKey().key());
                    total.restore(saved.getValue(), places, savedParts);
                    if (!isAsBefore) {
                        markUnsaved(total);
                    }
                }
            }
            // Of windows that the pipeline has no more.
            for (Key key : forgotten) {
                state.remove(key);
            }
        }
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        partNames.update(List.of(String.join("\n", names(layout))));
        for (Total total : expired) {
            setCurrentKey(keyOf(total.key));
            state.remove(total.stateKey());
        }
        expired.clear();
        for (Total total : unsaved) {
            total.isUnsaved = false;
            if (!total.isExpired) {
                setCurrentKey(keyOf(total.key));
                state.put(total.stateKey(), new Saved(total.amounts.clone(), total.estimated.bytes(), total.revision));
            }
        }
        unsaved.clear();
    }

    @Override
    public void processElement(StreamRecord<PartialTotal> element) {
        PartialTotal partial = element.getValue();
        Total total = totalOf(partial.window(), partial.windowStart(), partial.key());
        shares.add(total.amounts, partial.amounts());
        total.estimated.add(partial.sketches());
        touch(total, partial.trace());
        if (partial.window() == 0) {
            for (int longer = 1; longer < windows.size(); longer++) {
                for (long start : rollUps.startsOf(longer, partial.windowStart())) {
                    Total rolledUp = totalOf(longer, start, partial.key());
                    rollUp.add(rolledUp.amounts, partial.amounts());
                    rolledUp.estimated.add(partial.sketches());
                    touch(rolledUp, null);
                }
            }
        }
    }

    private void touch(Total total, @Nullable String trace) {
        if (trace != null) {
            total.trace = trace;
        }
        if (!total.isChanged) {
            total.isChanged = true;
            (total.window == 0 ? changed : changedLonger).add(total);
        }
        markUnsaved(total);
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        settle(watermark(), mark.getTimestamp());
        super.processWatermark(mark);
    }

    private void settle(long previous, long watermark) {
        for (int window = 0; window < windows.size(); window++) {
            for (Map.Entry<Long, Map<String, Total>> keys : windows.get(window).entrySet()) {
                if (!settings.isClosed(window, keys.getKey(), watermark)) {
                    break;
                }
                if (!settings.isClosed(window, keys.getKey(), previous)) {
                    keys.getValue().values().forEach(this::publishIfFirst);
                }
            }
        }
        publishChanged(changed, watermark);
        publishChanged(changedLonger, watermark);
        for (int window = 0; window < windows.size(); window++) {
            TreeMap<Long, Map<String, Total>> starts = windows.get(window);
            while (!starts.isEmpty() && settings.isExpired(window, starts.firstKey(), watermark)) {
                for (Total total : starts.pollFirstEntry().getValue().values()) {
                    total.isExpired = true;
                    expired.add(total);
                }
            }
        }
    }

    @Override
    protected void release() {
        publishChanged(changed, watermark());
    }

    /** Longer windows are refreshed less often: what changes in them is a smaller part of them. */
    @Override
    protected void releaseRest() {
        publishChanged(changedLonger, watermark());
    }

    private void publishIfFirst(Total total) {
        // After a restart the watermark passes windows again that were published before.
        if (total.revision == Total.UNPUBLISHED) {
            publish(total);
        }
    }

    private void publishChanged(List<Total> totals, long watermark) {
        for (Total total : totals) {
            if (total.isChanged) {
                if (total.revision > Total.UNPUBLISHED) {
                    publish(total);
                } else if (settings.isClosed(total.window, total.windowStart, watermark)) {
                    // It ended without any event, so what was final was nothing; this came late.
                    total.revision = 0;
                    publish(total);
                } else {
                    total.isChanged = false;
                    output.collect(Outputs.LIVE, new StreamRecord<>(total.as(Status.PROVISIONAL, 0)));
                }
            }
        }
        totals.clear();
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

    private Total totalOf(int window, long windowStart, String key) {
        return windows.get(window)
                .computeIfAbsent(windowStart, ignored -> new HashMap<>())
                .computeIfAbsent(key, ignored -> new Total(window, windowStart, key));
    }

    /** One window of one key. */
    private final class Total {
        private static final int UNPUBLISHED = -1;

        private final int window;
        private final long windowStart;
        private final String key;
        private final long[] amounts = layout.empty();
        private final Sketches estimated = Sketches.of(sketches.length);
        private int revision = UNPUBLISHED;

        /** Not in the state: after a failure one trace fewer has an end, and no number is another. */
        @Nullable
        private String trace;

        private boolean isChanged;
        private boolean isUnsaved;
        private boolean isExpired;

        private Total(int window, long windowStart, String key) {
            this.window = window;
            this.windowStart = windowStart;
            this.key = key;
        }

        private Key stateKey() {
            return new Key(settings.windows().get(window).name(), windowStart, key);
        }

        /** What was saved by parts that may have been others: each is found by its name, and what is new begins at nothing. */
        private void restore(Saved saved, int[] places, List<String> savedParts) {
            revision = saved.revision();
            byte[][] savedSketches = new byte[sketches.length][];
            for (int part = 0; part < places.length; part++) {
                if (places[part] >= 0) {
                    amounts[part] = saved.amounts()[places[part]];
                }
            }
            for (int n = 0; n < sketches.length; n++) {
                int place = places[sketches[n]];
                savedSketches[n] = place < 0
                        ? new byte[0]
                        : saved.sketches()[
                                (int) savedParts.subList(0, place).stream()
                                        .filter(name -> name.startsWith(Layout.Kind.SKETCH + " "))
                                        .count()];
            }
            estimated.add(savedSketches);
        }

        private WindowTotal as(Status status, int revisionShown) {
            String newTrace = trace;
            trace = null;
            long[] shown = amounts.clone();
            for (int n = 0; n < sketches.length; n++) {
                shown[sketches[n]] = estimated.estimate(n);
            }
            return new WindowTotal(
                    window,
                    key,
                    windowStart,
                    settings.windows().get(window).endOf(windowStart),
                    shown,
                    status,
                    revisionShown,
                    now(),
                    newTrace);
        }
    }
}
