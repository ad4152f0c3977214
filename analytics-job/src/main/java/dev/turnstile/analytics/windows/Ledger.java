package dev.turnstile.analytics.windows;

import static dev.turnstile.events.results.Alert.State.FIRING;
import static dev.turnstile.events.results.Alert.State.RESOLVED;

import dev.turnstile.events.results.Alert;
import dev.turnstile.events.results.LedgerEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/**
 * Adds up what the tasks report of each minute of arrival and publishes it as absolute counts. Keyed by the minute's
 * shard.
 *
 * <p>Published at each checkpoint's barrier: every task has reported all that it did before the barrier, and nothing
 * after it, so at this moment, and only then, everything that was read must be accounted for. If it is not, an alert
 * fires; it is resolved when the minute adds up after all.
 */
final class Ledger extends AbstractStreamOperator<LedgerEntry>
        implements OneInputStreamOperator<LedgerDelta, LedgerEntry> {

    static final String MISMATCH = "LEDGER_MISMATCH";

    /** Ids came again with other contents. */
    static final String CONFLICT = "CONFLICTING_DUPLICATES";

    /** Cancellations came of what was never counted, or of more than is left of it. */
    static final String UNFOUNDED = "UNFOUNDED_CANCELLATIONS";

    /** For how long these are told: long enough to be seen, and then it is history. */
    static final Duration TOLD_FOR = Duration.ofMinutes(10);

    /** As long as the inputs are kept: nothing of a minute can come later than that. */
    static final Duration KEPT = Duration.ofDays(7);

    static final OutputTag<Alert> ALERTS = new OutputTag<>("ledger-alerts", TypeInformation.of(Alert.class));

    private static final MapStateDescriptor<Long, Minute> MINUTES =
            new MapStateDescriptor<>("ledger-minutes", Types.LONG, TypeInformation.of(Minute.class));

    /**
     * What is kept of a minute.
     *
     * @param mismatchSince when the alert began to fire, epoch milliseconds; 0 if it does not
     * @param conflictSince the same of the one about conflicts; {@link #OVER} when it has been told
     * @param unfoundedSince the same of the one about cancellations
     */
    public record Minute(LedgerDelta counts, long mismatchSince, long conflictSince, long unfoundedSince) {
        private Minute withCounts(LedgerDelta others) {
            return new Minute(others, mismatchSince, conflictSince, unfoundedSince);
        }

        private Minute withMismatch(long since) {
            return new Minute(counts, since, conflictSince, unfoundedSince);
        }

        private Minute withConflict(long since) {
            return new Minute(counts, mismatchSince, since, unfoundedSince);
        }

        private Minute withUnfounded(long since) {
            return new Minute(counts, mismatchSince, conflictSince, since);
        }
    }

    private static final long OVER = -1;

    private final String pipeline;
    private transient MapState<Long, Minute> state;
    private transient TreeMap<Long, Minute> minutes;
    private transient TreeMap<Long, Minute> changed;

    @SuppressWarnings("NullAway.Init") // initializeState() is Flink's constructor.
    Ledger(String pipeline) {
        this.pipeline = pipeline;
    }

    /** What reports are keyed by. */
    static Integer keyOf(long minute) {
        return Shards.keyOfShard(Math.floorMod(minute / 60_000, Shards.COUNT));
    }

    @Override
    public boolean hasKeyContext1() {
        return false;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        minutes = new TreeMap<>();
        changed = new TreeMap<>();
        state = context.getKeyedStateStore().getMapState(MINUTES);
        if (context.isRestored()) {
            for (int shard : Shards.ownedBy(getRuntimeContext().getTaskInfo())) {
                setCurrentKey(Shards.keyOfShard(shard));
                for (Map.Entry<Long, Minute> minute : state.entries()) {
                    minutes.put(minute.getKey(), minute.getValue());
                }
            }
        }
    }

    @Override
    public void processElement(StreamRecord<LedgerDelta> element) {
        LedgerDelta delta = element.getValue();
        Minute known = minutes.get(delta.minute());
        Minute minute = known == null
                ? new Minute(delta, 0, 0, 0)
                : known.withCounts(known.counts().plus(delta));
        minutes.put(delta.minute(), minute);
        changed.put(delta.minute(), minute);
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) {
        publish();
    }

    @Override
    public void finish() throws Exception {
        publish();
        super.finish();
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        for (Map.Entry<Long, Minute> minute : changed.entrySet()) {
            setCurrentKey(keyOf(minute.getKey()));
            state.put(minute.getKey(), minute.getValue());
        }
        changed.clear();
        long oldest = now() - KEPT.toMillis();
        while (!minutes.isEmpty() && minutes.firstKey() < oldest) {
            long minute = minutes.pollFirstEntry().getKey();
            setCurrentKey(keyOf(minute));
            state.remove(minute);
        }
    }

    private void publish() {
        changed.replaceAll((start, minute) -> {
            output.collect(new StreamRecord<>(entry(minute.counts())));
            Minute checked = checked(minute);
            minutes.put(start, checked);
            return checked;
        });
        endTold();
    }

    /** Resolves what has been told long enough. */
    private void endTold() {
        minutes.replaceAll((start, minute) -> {
            Minute ended = minute;
            if (isToldLongEnough(minute.conflictSince())) {
                tell(CONFLICT, minute.counts(), minute.counts().conflicting(), minute.conflictSince(), RESOLVED);
                ended = ended.withConflict(OVER);
            }
            if (isToldLongEnough(minute.unfoundedSince())) {
                tell(UNFOUNDED, minute.counts(), minute.counts().unfounded(), minute.unfoundedSince(), RESOLVED);
                ended = ended.withUnfounded(OVER);
            }
            if (!ended.equals(minute)) {
                changed.put(start, ended);
            }
            return ended;
        });
    }

    private boolean isToldLongEnough(long since) {
        return since > 0 && since <= now() - TOLD_FOR.toMillis();
    }

    private Minute checked(Minute minute) {
        Minute checked = checkedSum(minute);
        long conflicting = minute.counts().conflicting();
        if (conflicting > 0 && minute.conflictSince() == 0) {
            tell(CONFLICT, minute.counts(), conflicting, now(), FIRING);
            checked = checked.withConflict(now());
        }
        long unfounded = minute.counts().unfounded();
        if (unfounded > 0 && minute.unfoundedSince() == 0) {
            tell(UNFOUNDED, minute.counts(), unfounded, now(), FIRING);
            checked = checked.withUnfounded(now());
        }
        return checked;
    }

    private Minute checkedSum(Minute minute) {
        boolean isFiring = minute.mismatchSince() > 0;
        boolean addsUp = minute.counts().addsUp();
        if (isFiring == !addsUp) {
            return minute;
        }
        long since = isFiring ? minute.mismatchSince() : now();
        Alert alert = alert(minute.counts(), since, addsUp ? RESOLVED : FIRING);
        output.collect(ALERTS, new StreamRecord<>(alert));
        return minute.withMismatch(addsUp ? 0 : since);
    }

    private LedgerEntry entry(LedgerDelta counts) {
        return new LedgerEntry(
                pipeline,
                Instant.ofEpochMilli(counts.minute()),
                counts.read(),
                counts.counted(),
                counts.duplicate(),
                counts.ignored(),
                counts.late(),
                counts.rejected(),
                counts.conflicting(),
                counts.unfounded(),
                Instant.ofEpochMilli(now()));
    }

    private Alert alert(LedgerDelta counts, long since, Alert.State state) {
        Instant minute = Instant.ofEpochMilli(counts.minute());
        return new Alert(
                MISMATCH + "|" + pipeline + "|" + minute,
                pipeline,
                minute.toString(),
                MISMATCH,
                state,
                counts.accounted(),
                counts.read(),
                (double) counts.accounted() - counts.read(),
                Instant.ofEpochMilli(since),
                minute);
    }

    /** An alert about how many of a minute's events are not as they should be. */
    private void tell(String rule, LedgerDelta counts, long howMany, long since, Alert.State state) {
        Instant minute = Instant.ofEpochMilli(counts.minute());
        output.collect(
                ALERTS,
                new StreamRecord<>(new Alert(
                        rule + "|" + pipeline + "|" + minute,
                        pipeline,
                        minute.toString(),
                        rule,
                        state,
                        howMany,
                        0,
                        howMany,
                        Instant.ofEpochMilli(since),
                        minute)));
    }

    private long now() {
        return getProcessingTimeService().getCurrentProcessingTime();
    }
}
