package dev.turnstile.analytics.windows;

import java.util.concurrent.ScheduledFuture;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * An operator that holds work back for a moment to combine it, and lets it go at every tick, before every checkpoint
 * and at the end. What it holds is therefore never part of a checkpoint.
 *
 * <p>Where it keeps state, it keeps it in memory and writes it to Flink's keyed state when a checkpoint is taken, shard
 * by shard; so no event costs a state access, and heap and RocksDB do equally well.
 *
 * <p>What it does with events it reports to the {@link Ledger}.
 */
public abstract class HoldingOperator<I, O> extends AbstractStreamOperator<O> implements OneInputStreamOperator<I, O> {

    private static final long LEDGER_INTERVAL = 1_000;

    private final long tickMillis;
    private transient LedgerTally ledger;
    private transient LedgerMetrics ledgerMetrics;
    private transient long ledgerDue;
    private transient long watermark;

    /** @param tickMillis how long work is held back at the most, by the task's clock */
    @SuppressWarnings("NullAway.Init") // open() is Flink's constructor.
    protected HoldingOperator(long tickMillis) {
        this.tickMillis = tickMillis;
    }

    /** Lets go of everything that is held back. */
    protected abstract void release();

    /** Lets go of what may be held back a little longer than a tick, a second at the most. */
    protected void releaseRest() {}

    @Override
    public void open() throws Exception {
        super.open();
        ledger = new LedgerTally();
        ledgerMetrics = new LedgerMetrics(getMetricGroup());
        watermark = Long.MIN_VALUE;
        scheduleTick();
    }

    /** The watermark that this task has received; MIN_VALUE before the first, after a restart too. */
    protected final long watermark() {
        return watermark;
    }

    /** An event has become part of a result: to be called once for each, by the operator that makes it so. */
    protected final void counted(Event<?> event) {
        ledger.count(event.arrivedAt, LedgerTally.Fate.COUNTED);
    }

    final LedgerTally ledger() {
        return ledger;
    }

    /** By the task's clock, epoch milliseconds. */
    protected final long now() {
        return getProcessingTimeService().getCurrentProcessingTime();
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        watermark = mark.getTimestamp();
        super.processWatermark(mark);
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) {
        releaseAll();
    }

    @Override
    public void finish() throws Exception {
        releaseAll();
        super.finish();
    }

    /** No key is set for each event: state is touched at checkpoints only, and the key is set there. */
    @Override
    public boolean hasKeyContext1() {
        return false;
    }

    private void releaseAll() {
        release();
        releaseRest();
        for (LedgerDelta delta : ledger.drain()) {
            LedgerAccount.add(getRuntimeContext(), delta);
            ledgerMetrics.add(delta);
            output.collect(Outputs.LEDGER, new StreamRecord<>(delta));
        }
        ledgerDue = now() + LEDGER_INTERVAL;
    }

    private void scheduleTick() {
        // Flink cancels it with the task.
        ScheduledFuture<?> unused = getProcessingTimeService().registerTimer(now() + tickMillis, time -> {
            if (time >= ledgerDue) {
                releaseAll();
            } else {
                release();
            }
            scheduleTick();
        });
    }
}
