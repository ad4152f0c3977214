package dev.turnstile.analytics.windows;

import dev.turnstile.analytics.windows.LedgerTally.Fate;
import dev.turnstile.events.RejectionReason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;

/**
 * Admission of events that can be undone: with each id it is kept under which key the event was counted and with which
 * amounts, so that a cancellation, which has nothing but the id, takes away what had been added, and never more.
 *
 * <p>Both come here by the hash of the undone event's id. A cancellation has an id of its own, and is admitted by it like
 * any other event. What is passed on of it is an event with the amounts that it undoes, at its own time.
 */
final class CancellingAdmission extends Admission<Countable> {

    private static final MapStateDescriptor<String, Undone> UNDONE =
            new MapStateDescriptor<>("undone", Types.STRING, TypeInformation.of(Undone.class));

    /**
     * How much of an event has been undone.
     *
     * @param since when the first cancellation arrived, epoch milliseconds
     */
    public record Undone(long amount, long since) {}

    private final Cancellable cancellable;
    private final long horizon;

    private transient MapState<String, Undone> undone;
    private transient UndoNotes notes;

    @SuppressWarnings("NullAway.Init") // initializeState() is Flink's constructor.
    CancellingAdmission(WindowSettings settings, Cancellable cancellable) {
        super(settings, true);
        this.cancellable = cancellable;
        this.horizon = settings.dedupHorizon().toMillis();
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        undone = context.getKeyedStateStore().getMapState(UNDONE);
        notes = new UndoNotes(
                cancellable, context.getKeyedStateStore().getMapState(UndoNotes.FORMS), this::setCurrentKey);
        notes.restore(Shards.ownedBy(getRuntimeContext().getTaskInfo()));
    }

    /** Forgets what no cancellation can be of any more. There are few of these, and each checkpoint looks at all. */
    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        notes.snapshot(Shards.ownedBy(getRuntimeContext().getTaskInfo()));
        long oldest = Math.max(newestArrival(), 0) - 2 * horizon;
        for (int shard : Shards.ownedBy(getRuntimeContext().getTaskInfo())) {
            setCurrentKey(Shards.keyOfShard(shard));
            List<String> over = new ArrayList<>();
            for (Map.Entry<String, Undone> entry : undone.entries()) {
                if (entry.getValue().since() < oldest) {
                    over.add(entry.getKey());
                }
            }
            for (String id : over) {
                undone.remove(id);
            }
        }
    }

    @Override
    public void processElement(StreamRecord<Event<Countable>> element) throws Exception {
        Event<Countable> event = element.getValue();
        Undoing undoing = event.payload.undoing;
        if (undoing == null) {
            if (event.id == null) {
                // Nothing can name it, so nothing undoes it.
                clear(event.payload);
            }
            super.processElement(element);
            return;
        }
        if (isDuplicate(event)) {
            return;
        }
        if (isTooLate(event)) {
            remember(event, true);
            setAsideAsLate(event);
            return;
        }
        Countable amounts = undo(undoing, event);
        if (amounts != null) {
            remember(event, true);
            event.original = null;
            output.collect(new StreamRecord<>(event.with(amounts), event.time));
        }
    }

    /** A cancellation is spread by what it undoes, and known by its own id. */
    @Override
    long hashOf(Event<Countable> event) {
        byte[] id = event.id;
        return event.payload.undoing == null || id == null ? event.idHash : Identity.hash(id, id.length);
    }

    /** What the event counts for as long as nothing undoes it: the amounts of cancellations are kept, and not counted. */
    @Override
    void writeNote(Event<Countable> event, DataOutputSerializer note) throws IOException {
        notes.write(event.payload, note);
        clear(event.payload);
    }

    private void clear(Countable countable) {
        for (Cancellable.Part part : cancellable.parts()) {
            countable.amounts[part.index()] = 0;
        }
    }

    /** What is undone; null if there is no such thing, and then the cancellation is set aside. */
    private @Nullable Countable undo(Undoing undoing, Event<Countable> event) throws Exception {
        DataInputDeserializer kept = noteOf(undoing.id(), undoing.idHash());
        UndoNotes.Note note = kept == null || kept.available() == 0 ? null : notes.read(kept);
        if (note == null) {
            reject(event, RejectionReason.UNKNOWN_ORIGINAL, "expected the id of an event that was counted before");
            return null;
        }
        String id = new String(undoing.id(), StandardCharsets.ISO_8859_1);
        setCurrentKey(Shards.keyOf(undoing.idHash()));
        Undone before = undone.contains(id) ? undone.get(id) : new Undone(0, event.arrivedAt);
        long left = note.whole() - before.amount();
        long amount = undoing.amount() == Layout.NONE ? left : undoing.amount();
        if (amount <= 0 || amount > left) {
            reject(
                    event,
                    RejectionReason.EXCEEDS_ORIGINAL,
                    left <= 0
                            ? "nothing is left of the event that it undoes"
                            : "expected to undo no more than is left of the event");
            return null;
        }
        undone.put(id, new Undone(before.amount() + amount, before.since()));
        return undone(note, amount, amount == left, event.payload);
    }

    private Countable undone(UndoNotes.Note note, long amount, boolean isAll, Countable cancellation) {
        long[] amounts = cancellation.amounts.clone();
        for (int i = 0; i < note.amounts().length; i++) {
            Cancellable.Part part = cancellable.parts().get(i);
            long all = note.amounts()[i];
            amounts[part.index()] = switch (part.share()) {
                case AMOUNT -> all == 0 ? 0 : amount;
                case EACH -> all;
                case AT_LAST -> isAll ? all : 0;
            };
        }
        return Countable.ofIdentities(note.key(), amounts, cancellation.values);
    }

    private void reject(Event<Countable> event, RejectionReason reason, String detail) {
        ledger().count(event.arrivedAt, Fate.REJECTED);
        ledger().count(event.arrivedAt, Fate.UNFOUNDED);
        Arrival original = Objects.requireNonNull(event.original, "a cancellation comes with its record");
        output.collect(Outputs.REJECTED, new StreamRecord<>(SetAside.of(original, reason.name(), detail)));
    }
}
