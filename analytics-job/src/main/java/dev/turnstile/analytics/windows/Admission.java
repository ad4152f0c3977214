package dev.turnstile.analytics.windows;

import dev.turnstile.analytics.windows.LedgerTally.Fate;
import dev.turnstile.events.SetAsideHeaders;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;

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
class Admission<P> extends HoldingOperator<Event<P>, Event<P>> {

    private static final long TICK = 1_000;

    private static final ListStateDescriptor<Long> WATERMARK = new ListStateDescriptor<>("watermark", Types.LONG);

    private final WindowSettings settings;
    private final boolean keepsNotes;
    private final long span;

    private transient KeyedIdentities seen;
    private transient DataOutputSerializer note;
    private transient ListState<Long> watermarkState;
    private transient long restoredWatermark;
    private transient long newestArrival;

    @SuppressWarnings("NullAway.Init") // initializeState() is Flink's constructor.
    Admission(WindowSettings settings, boolean keepsNotes) {
        super(TICK);
        this.settings = settings;
        this.keepsNotes = keepsNotes;
        this.span = Math.max(1, settings.dedupHorizon().toMillis() / 2);
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        seen = new KeyedIdentities(
                context.getKeyedStateStore()
                        .getMapState(KeyedIdentities.stateNamed(keepsNotes ? "seen-ids-with-notes" : "seen-ids")),
                keepsNotes,
                this::setCurrentKey);
        note = new DataOutputSerializer(64);
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
    public void processElement(StreamRecord<Event<P>> element) throws Exception {
        Event<P> event = element.getValue();
        if (isDuplicate(event)) {
            return;
        }
        boolean isTooLate = isTooLate(event);
        remember(event, isTooLate);
        if (isTooLate) {
            setAsideAsLate(event);
        } else {
            event.original = null;
            output.collect(element);
        }
    }

    /** Whether its id is known; then the ledger is told, and whether it came with other contents. */
    final boolean isDuplicate(Event<P> event) {
        byte[] id = event.id;
        if (id == null) {
            return false;
        }
        if (event.arrivedAt > newestArrival) {
            newestArrival = event.arrivedAt;
            // The span that holds the horizon's far end is kept whole.
            long oldest = bucketOf(event) - 2 * span;
            seen.dropWhile(start -> start < oldest);
        }
        long hash = hashOf(event);
        IdentitySet known = seen.setWith(Shards.of(event.idHash), id, id.length, hash);
        if (known == null) {
            return false;
        }
        ledger().count(event.arrivedAt, Fate.DUPLICATE);
        if (keepsNotes && contentsIn(known.noteAt(known.find(id, id.length, hash))) != event.contents) {
            ledger().count(event.arrivedAt, Fate.CONFLICTING);
        }
        return true;
    }

    private long bucketOf(Event<P> event) {
        return Math.floorDiv(event.arrivedAt, span) * span;
    }

    /** The hash of its id, which most events are spread by. */
    long hashOf(Event<P> event) {
        return event.idHash;
    }

    private static int contentsIn(byte[] note) {
        return ByteBuffer.wrap(note).getInt();
    }

    /** From now on its id is known, and its note. */
    final void remember(Event<P> event, boolean isTooLate) throws IOException {
        byte[] id = event.id;
        if (id == null) {
            return;
        }
        note.clear();
        if (keepsNotes) {
            note.writeInt(event.contents);
            if (!isTooLate) {
                writeNote(event, note);
            }
        }
        seen.add(bucketOf(event), Shards.of(event.idHash), id, hashOf(event), note.getSharedBuffer(), note.length());
    }

    /** What is kept of an event that is counted, besides a hash of its contents. */
    void writeNote(Event<P> event, DataOutputSerializer note) throws IOException {}

    /** What {@link #writeNote} wrote of the event with this id; null if none is known, empty if it was not counted. */
    final @Nullable DataInputDeserializer noteOf(byte[] id, long hash) {
        IdentitySet known = seen.setWith(Shards.of(hash), id, id.length, hash);
        if (known == null) {
            return null;
        }
        byte[] found = known.noteAt(known.find(id, id.length, hash));
        return new DataInputDeserializer(found, Integer.BYTES, found.length - Integer.BYTES);
    }

    final boolean isTooLate(Event<P> event) {
        return settings.isTooLate(event.time, Math.max(watermark(), restoredWatermark));
    }

    final void setAsideAsLate(Event<P> event) {
        ledger().count(event.arrivedAt, Fate.LATE);
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

    /** When the newest event arrived, epoch milliseconds. */
    final long newestArrival() {
        return newestArrival;
    }

    @Override
    protected void release() {}
}
