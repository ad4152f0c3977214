package dev.turnstile.analytics.windows;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;

/**
 * The first of two levels: counts events and distinct users by window and dimension, for its share of the users. Keyed
 * by the user, so that the shares' distinct users add up and no task ever sees every event of a hot key.
 */
final class PartialTotals extends HoldingOperator<Event<Countable>, PartialTotal> {

    private static final long TICK = 100;

    private final WindowSettings settings;

    private transient KeyedIdentities users;
    private transient TreeMap<Long, Map<String, Sum>> held;
    private transient byte[] scratch;

    @SuppressWarnings("NullAway.Init") // initializeState() is Flink's constructor.
    PartialTotals(WindowSettings settings) {
        super(TICK);
        this.settings = settings;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        held = new TreeMap<>();
        scratch = new byte[256];
        users = new KeyedIdentities(
                context.getKeyedStateStore().getMapState(KeyedIdentities.stateNamed("users-of-windows")),
                this::setCurrentKey);
        if (context.isRestored()) {
            users.restore(Shards.ownedBy(getRuntimeContext().getTaskInfo()));
        }
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        users.snapshot();
    }

    @Override
    public void processElement(StreamRecord<Event<Countable>> element) {
        Event<Countable> event = element.getValue();
        Countable countable = event.payload;
        long window = settings.windowStart(event.time);
        Sum sum = held.computeIfAbsent(window, ignored -> new HashMap<>())
                .computeIfAbsent(countable.dimension(), ignored -> new Sum());
        sum.events++;
        sum.amount = Math.addExact(sum.amount, countable.amount());
        if (isNewUser(window, countable)) {
            sum.newUsers++;
        }
        if (event.trace != null) {
            sum.trace = event.trace;
        }
        counted(event);
    }

    private boolean isNewUser(long window, Countable countable) {
        byte[] user = countable.user();
        int shard = Shards.of(countable.userHash());
        if (countable.dimension().isEmpty()) {
            return users.add(window, shard, user, user.length, countable.userHash());
        }
        // One set for all dimensions of a window: a set each would cost more than its few users.
        byte[] dimension = countable.dimension().getBytes(StandardCharsets.UTF_8);
        int length = 2 + dimension.length + user.length;
        if (scratch.length < length) {
            scratch = new byte[2 * length];
        }
        scratch[0] = (byte) (dimension.length >>> 8);
        scratch[1] = (byte) dimension.length;
        System.arraycopy(dimension, 0, scratch, 2, dimension.length);
        System.arraycopy(user, 0, scratch, 2 + dimension.length, user.length);
        return users.add(window, shard, scratch, length, Identity.hash(scratch, length));
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        // What belongs to windows that end now must be there before the watermark is.
        while (!held.isEmpty() && settings.isClosed(held.firstKey(), mark.getTimestamp())) {
            Map.Entry<Long, Map<String, Sum>> window = held.pollFirstEntry();
            send(window.getKey(), window.getValue());
        }
        users.dropWhile(window -> settings.isExpired(window, mark.getTimestamp()));
        super.processWatermark(mark);
    }

    @Override
    protected void release() {
        held.forEach(this::send);
        held.clear();
    }

    private void send(long window, Map<String, Sum> sums) {
        sums.forEach((dimension, sum) -> output.collect(new StreamRecord<>(
                new PartialTotal(window, dimension, sum.events, sum.amount, sum.newUsers, sum.trace))));
    }

    /** What is held back of one window and dimension. */
    private static final class Sum {
        private long events;
        private long amount;
        private long newUsers;

        @Nullable
        private String trace;
    }
}
