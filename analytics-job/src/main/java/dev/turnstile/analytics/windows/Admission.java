package dev.turnstile.analytics.windows;

import dev.turnstile.analytics.windows.LedgerTally.Fate;
import dev.turnstile.events.SetAsideHeaders;
import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Decides whether an event is counted: not if its id is known, and not if its window is over for good. Keyed by the
 * event's id.
 *
 * <p>Where events say what is in them, one that comes again with other contents is told apart in the ledger.
 *
 * <p>Ids are kept in spans of half the horizon, by time of arrival, so that an id is looked for in three sets at most
 * and forgotten by dropping a set.
 *
 * <p>What is decided here holds downstream: an event that is admitted at some watermark reaches the windows before a
 * later watermark does. The watermark is kept in the checkpoint, because after a restart this task has none until the
 * source has one, and an event that was too late before must be too late then.
 */
final class Admission<P> extends HoldingOperator<Event<P>, Event<P>> {

    private static final long TICK = 1_000;

    private static final ListStateDescriptor<Long> WATERMARK = new ListStateDescriptor<>("watermark", Types.LONG);

    private final WindowSettings settings;
    private final boolean keepsContents;
    private final long span;

    private transient KeyedIdentities seen;
    private transient ListState<Long> watermarkState;
    private transient long restoredWatermark;
    private transient long newestArrival;

    @SuppressWarnings("NullAway.Init") // initializeState() is Flink's constructor.
    Admission(WindowSettings settings, boolean keepsContents) {
        super(TICK);
        this.settings = settings;
        this.keepsContents = keepsContents;
        this.span = Math.max(1, settings.dedupHorizon().toMillis() / 2);
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        seen = new KeyedIdentities(
                context.getKeyedStateStore()
                        .getMapState(KeyedIdentities.stateNamed(keepsContents ? "seen-ids-with-contents" : "seen-ids")),
                keepsContents,
                this::setCurrentKey);
        // Aligned checkpoints: all tasks have received the same watermarks before the barrier, so any task's will do.
        watermarkState = context.getOperatorStateStore().getUnionListState(WATERMARK);
        restoredWatermark = Long.MIN_VALUE;
        newestArrival = Long.MIN_VALUE;
        if (context.isRestored()) {
            seen.restore(Shards.ownedBy(getRuntimeContext().getTaskInfo()));
            for (long watermark : watermarkState.get()) {
                restoredWatermark = Math.max(restoredWatermark, watermark);
            }
        }
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        seen.snapshot();
        watermarkState.update(List.of(Math.max(watermark(), restoredWatermark)));
    }

    @Override
    public void processElement(StreamRecord<Event<P>> element) {
        Event<P> event = element.getValue();
        if (isDuplicate(event)) {
            return;
        }
        if (isTooLate(event)) {
            ledger().count(event.arrivedAt, Fate.LATE);
            setAside(event);
        } else {
            event.original = null;
            output.collect(element);
        }
    }

    /** Whether its id is known; then the ledger is told, and whether it came with other contents. */
    private boolean isDuplicate(Event<P> event) {
        byte[] id = event.id;
        if (id == null) {
            return false;
        }
        int shard = Shards.of(event.idHash);
        long bucket = Math.floorDiv(event.arrivedAt, span) * span;
        if (event.arrivedAt > newestArrival) {
            newestArrival = event.arrivedAt;
            // The span that holds the horizon's far end is kept whole.
            seen.dropWhile(start -> start < bucket - 2 * span);
        }
        IdentitySet known = seen.setWith(shard, id, id.length, event.idHash);
        if (known == null) {
            seen.add(bucket, shard, id, id.length, event.idHash, event.contents);
            return false;
        }
        ledger().count(event.arrivedAt, Fate.DUPLICATE);
        if (keepsContents && known.contentsAt(known.find(id, id.length, event.idHash)) != event.contents) {
            ledger().count(event.arrivedAt, Fate.CONFLICTING);
        }
        return true;
    }

    private boolean isTooLate(Event<P> event) {
        return settings.isTooLate(event.time, Math.max(watermark(), restoredWatermark));
    }

    private void setAside(Event<P> event) {
        Arrival original = event.original;
        if (original == null) {
            // Only a machine whose clock is minutes behind the others' comes here.
            LOG.error(
                    "An event of {} is too late at watermark {}, but its record was not sent along; it is in the ledger"
                            + " only. Are the clocks of the task managers in step?",
                    event.time,
                    watermark());
            return;
        }
        long window = settings.windowStart(event.time);
        String detail = "its window began at " + java.time.Instant.ofEpochMilli(window) + " and is closed for good";
        output.collect(Outputs.LATE, new StreamRecord<>(SetAside.of(original, SetAsideHeaders.LATE, detail)));
    }

    @Override
    protected void release() {}
}
