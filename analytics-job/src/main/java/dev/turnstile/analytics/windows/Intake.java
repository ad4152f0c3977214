package dev.turnstile.analytics.windows;

import dev.turnstile.analytics.windows.LedgerTally.Fate;
import dev.turnstile.events.Reading;
import dev.turnstile.events.RejectionReason;
import dev.turnstile.events.TraceParent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;

/**
 * Reads records, rejects what is unfit, and makes the watermark. Chained to the source, so that it sees each partition
 * in order.
 *
 * <p>Flink does not keep watermarks in its checkpoints; this operator keeps each partition's. A window that was open
 * when the job died thus becomes final afterwards even if nothing more arrives.
 */
final class Intake<P> extends HoldingOperator<Arrival, Event<P>> {

    /** A watermark is sent when event time has moved on by this much; each one makes every task look at its windows. */
    private static final long WATERMARK_STEP = 1_000;

    private static final long TICK = 1_000;

    private static final ListStateDescriptor<PartitionWatermark> PARTITIONS =
            new ListStateDescriptor<>("partition-watermarks", TypeInformation.of(PartitionWatermark.class));

    /** What is kept of a partition. */
    public record PartitionWatermark(String partition, long watermark) {}

    private final EventReader<P> reader;
    private final WindowSettings settings;

    private transient PartitionClocks clocks;
    private transient ListState<PartitionWatermark> partitions;
    private transient long sentWatermark;
    private transient boolean isIdle;
    private transient boolean wasIdle;

    @SuppressWarnings("NullAway.Init") // initializeState() is Flink's constructor.
    Intake(EventReader<P> reader, WindowSettings settings) {
        super(TICK);
        this.reader = reader;
        this.settings = settings;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        clocks = new PartitionClocks(settings);
        sentWatermark = Long.MIN_VALUE;
        // Every subtask gets every partition's watermark, because partitions may come to other subtasks than before.
        partitions = context.getOperatorStateStore().getUnionListState(PARTITIONS);
        for (PartitionWatermark partition : partitions.get()) {
            clocks.restore(partition.partition(), partition.watermark());
        }
        wasIdle = context.isRestored();
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        List<PartitionWatermark> watermarks = new ArrayList<>();
        for (Map.Entry<String, Long> partition : clocks.snapshot().entrySet()) {
            watermarks.add(new PartitionWatermark(partition.getKey(), partition.getValue()));
        }
        partitions.update(watermarks);
    }

    @Override
    public void processElement(StreamRecord<Arrival> element) {
        Arrival arrival = element.getValue();
        switch (arrival.kind()) {
            case RECORD -> read(arrival, now());
            case ASSIGNED_WITH_BACKLOG, ASSIGNED_EMPTY -> clocks.assigned(arrival, now());
            case CAUGHT_UP -> clocks.caughtUp(arrival);
        }
        advance(arrival.kind() == Arrival.Kind.RECORD ? WATERMARK_STEP : 1);
    }

    private void read(Arrival record, long now) {
        ledger().count(record.arrivedAt(), Fate.READ);
        clocks.read(record, now);
        Reading<Event<P>> reading = reader.read(record, now);
        if (reading instanceof Reading.Accepted<Event<P>> accepted) {
            Event<P> event = accepted.event();
            event.arrivedAt = record.arrivedAt();
            event.trace = TraceParent.in(record.headers());
            if (mayBeTooLate(event, now)) {
                event.original = record;
            }
            // Event time moves only now: a record that was rejected has no say in it.
            clocks.event(record, event.time);
            output.collect(new StreamRecord<>(event, event.time));
        } else if (reading instanceof Reading.Rejected<Event<P>> rejected) {
            Reading.Problem problem = rejected.first();
            ledger().count(record.arrivedAt(), Fate.REJECTED);
            RejectionReason reason = problem.reason();
            String detail = problem.field().isEmpty() ? problem.detail() : problem.field() + ": " + problem.detail();
            output.collect(Outputs.REJECTED, new StreamRecord<>(SetAside.of(record, reason.name(), detail)));
        } else {
            ledger().count(record.arrivedAt(), Fate.IGNORED);
        }
    }

    /**
     * Whether {@link Admission}, which knows the watermark of all partitions, could find the event too late; only then
     * is the record sent along. That watermark is never ahead of this subtask's own, because it is the minimum; unless
     * this subtask had no say in it for a while, and then all that is known is that no event is from the future.
     */
    private boolean mayBeTooLate(Event<P> event, long now) {
        long mostAdvanced = wasIdle ? now + dev.turnstile.events.Times.MOST_IN_FUTURE.toMillis() : sentWatermark;
        return settings.isTooLate(event.time, mostAdvanced);
    }

    private void advance(long step) {
        long reached = clocks.watermark();
        if (reached == PartitionClocks.IDLE) {
            if (!isIdle) {
                isIdle = true;
                wasIdle = true;
                output.emitWatermarkStatus(WatermarkStatus.IDLE);
            }
            return;
        }
        if (isIdle) {
            isIdle = false;
            output.emitWatermarkStatus(WatermarkStatus.ACTIVE);
        }
        // Compared without a subtraction that could overflow from MIN_VALUE.
        if (reached != PartitionClocks.UNKNOWN && reached - step >= sentWatermark) {
            sentWatermark = reached;
            output.emitWatermark(new Watermark(reached));
        }
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        // Only the end of a bounded input; every other watermark is made here.
        if (mark.equals(Watermark.MAX_WATERMARK)) {
            super.processWatermark(mark);
        }
    }

    @Override
    protected void release() {}
}
