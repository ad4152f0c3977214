package dev.turnstile.analytics.windows;

import dev.turnstile.definitions.Window;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;

/**
 * The first of two levels: adds events up by window and key, for its share of the distinct values. Keyed by the value, so
 * that the shares' distinct values add up and no task ever sees every event of a hot key.
 *
 * <p>A value that is new in a live window may be new in the longer ones that it is part of; one that is known there is known
 * in all of them. So longer windows cost something for each value of a live window and nothing for each event.
 */
final class PartialTotals extends HoldingOperator<Event<Countable>, PartialTotal> {

    private static final long TICK = 100;

    private final Layout layout;
    private final WindowSettings settings;

    private transient Layout.Combination combination;
    private transient int[] distinct;
    private transient int[] sketches;
    private transient byte[][] distinctNames;
    private transient List<KeyedIdentities> known;
    private transient RollUps rollUps;
    /** By window: the windows' starts, and in each the keys. */
    private transient List<TreeMap<Long, Map<String, Sum>>> held;

    private transient byte[] scratch;

    @SuppressWarnings("NullAway.Init") // initializeState() is Flink's constructor.
    PartialTotals(Layout layout, WindowSettings settings) {
        super(TICK);
        this.layout = layout;
        this.settings = settings;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        combination = layout.combination(false);
        distinct = layout.indexesOf(Layout.Kind.DISTINCT);
        sketches = layout.indexesOf(Layout.Kind.SKETCH);
        distinctNames = new byte[distinct.length][];
        for (int n = 0; n < distinct.length; n++) {
            distinctNames[n] =
                    Identity.shortName(layout.parts().get(distinct[n]).name());
        }
        scratch = new byte[256];
        rollUps = new RollUps(settings.windows());
        held = new ArrayList<>();
        known = new ArrayList<>();
        for (Window window : settings.windows()) {
            held.add(new TreeMap<>());
            KeyedIdentities values = new KeyedIdentities(
                    context.getKeyedStateStore()
                            .getMapState(KeyedIdentities.stateNamed("distinct-values-of-" + window.name())),
                    false,
                    this::setCurrentKey);
            if (context.isRestored()) {
                values.restore(Shards.ownedBy(getRuntimeContext().getTaskInfo()));
            }
            known.add(values);
        }
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        for (KeyedIdentities values : known) {
            values.snapshot();
        }
    }

    @Override
    public void processElement(StreamRecord<Event<Countable>> element) {
        Event<Countable> event = element.getValue();
        Countable countable = event.payload;
        long window = settings.windowStart(event.time);
        Sum sum = sumOf(0, window, countable.key);
        if (countable.isWhole()) {
            combination.add(sum.amounts, countable.amounts);
            for (int n = 0; n < sketches.length; n++) {
                sum.sketches.add(n, countable.amounts[sketches[n]]);
            }
            counted(event);
        }
        for (int n = 0; n < distinct.length; n++) {
            byte[] value = countable.values[n];
            if (value != null) {
                addValue(n, value, window, countable.key, sum);
            }
        }
        if (event.trace != null) {
            sum.trace = event.trace;
        }
    }

    private void addValue(int n, byte[] value, long window, String key, Sum sum) {
        int shard = Shards.of(Identity.hash(value, value.length));
        int length = identityOf(n, value, key);
        long hash = Identity.hash(scratch, length);
        if (known.get(0).add(window, shard, scratch, length, hash)) {
            sum.amounts[distinct[n]]++;
            for (int longer = 1; longer < known.size(); longer++) {
                for (long start : rollUps.startsOf(longer, window)) {
                    if (known.get(longer).add(start, shard, scratch, length, hash)) {
                        sumOf(longer, start, key).amounts[distinct[n]]++;
                    }
                }
            }
        }
    }

    /** One set for all keys and measures of a window: a set each would cost more than its few values. */
    private int identityOf(int n, byte[] value, String keyText) {
        byte[] name = distinctNames[n];
        byte[] key = keyText.isEmpty() ? new byte[0] : keyText.getBytes(StandardCharsets.UTF_8);
        int length = name.length + 2 + key.length + value.length;
        if (scratch.length < length) {
            scratch = new byte[2 * length];
        }
        System.arraycopy(name, 0, scratch, 0, name.length);
        int at = name.length;
        scratch[at] = (byte) (key.length >>> 8);
        scratch[at + 1] = (byte) key.length;
        System.arraycopy(key, 0, scratch, at + 2, key.length);
        System.arraycopy(value, 0, scratch, at + 2 + key.length, value.length);
        return length;
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        // What belongs to windows that end now must be there before the watermark is.
        for (int window = 0; window < held.size(); window++) {
            int number = window;
            TreeMap<Long, Map<String, Sum>> starts = held.get(window);
            while (!starts.isEmpty() && settings.isClosed(window, starts.firstKey(), mark.getTimestamp())) {
                Map.Entry<Long, Map<String, Sum>> first = starts.pollFirstEntry();
                send(window, first.getKey(), first.getValue());
            }
            known.get(window).dropWhile(start -> settings.isExpired(number, start, mark.getTimestamp()));
        }
        super.processWatermark(mark);
    }

    @Override
    protected void release() {
        for (int window = 0; window < held.size(); window++) {
            int number = window;
            held.get(window).forEach((start, sums) -> send(number, start, sums));
            held.get(window).clear();
        }
    }

    private void send(int window, long start, Map<String, Sum> sums) {
        sums.forEach((key, sum) -> output.collect(new StreamRecord<>(
                new PartialTotal(window, start, key, sum.amounts, sum.sketches.bytes(), sum.trace))));
    }

    private Sum sumOf(int window, long start, String key) {
        return held.get(window)
                .computeIfAbsent(start, ignored -> new HashMap<>())
                .computeIfAbsent(
                        key,
                        ignored -> new Sum(layout.empty(), window == 0 ? Sketches.of(sketches.length) : Sketches.NONE));
    }

    /** What is held back of one window and key. */
    private static final class Sum {
        private final long[] amounts;
        private final Sketches sketches;

        @Nullable
        private String trace;

        private Sum(long[] amounts, Sketches sketches) {
            this.amounts = amounts;
            this.sketches = sketches;
        }
    }
}
