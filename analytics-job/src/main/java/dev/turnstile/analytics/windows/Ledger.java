package dev.turnstile.analytics.windows;

import dev.turnstile.events.results.Alert;
import dev.turnstile.events.results.LedgerEntry;
import java.time.Duration;
import java.time.Instant;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Adds up what the tasks report of each minute of arrival and publishes it as absolute counts. Keyed by the minute.
 *
 * <p>Tasks report at different moments, so a minute need not add up at every moment. If it still does not when nothing
 * more was reported for {@link #SETTLED_AFTER}, an alert fires; it is resolved when the minute adds up after all.
 */
final class Ledger extends KeyedProcessFunction<Long, LedgerDelta, LedgerEntry> {

    static final String MISMATCH = "LEDGER_MISMATCH";
    static final Duration SETTLED_AFTER = Duration.ofMinutes(1);

    /** As long as the inputs are kept: nothing of a minute can come later than that. */
    static final Duration KEPT = Duration.ofDays(7);

    static final OutputTag<Alert> ALERTS = new OutputTag<>("ledger-alerts", TypeInformation.of(Alert.class));

    private static final long PUBLISHED_EVERY = 1_000;

    /**
     * What is kept of a minute.
     *
     * @param publishAt when the counts are to be published, 0 if they are; epoch milliseconds, like the rest
     * @param mismatchSince when the alert began to fire, 0 if it does not
     */
    public record Minute(LedgerDelta counts, long changedAt, long publishAt, long mismatchSince) {}

    private final String pipeline;
    private transient ValueState<Minute> minutes;

    @SuppressWarnings("NullAway.Init") // open() is Flink's constructor.
    Ledger(String pipeline) {
        this.pipeline = pipeline;
    }

    @Override
    public void open(OpenContext context) {
        minutes = getRuntimeContext()
                .getState(new ValueStateDescriptor<>("ledger-minute", TypeInformation.of(Minute.class)));
    }

    @Override
    public void processElement(LedgerDelta delta, Context context, Collector<LedgerEntry> out) throws Exception {
        long now = context.timerService().currentProcessingTime();
        Minute minute = minutes.value();
        boolean isScheduled = minute != null && minute.publishAt() > 0;
        long publishAt = isScheduled ? minute.publishAt() : now + PUBLISHED_EVERY;
        LedgerDelta counts = minute == null ? delta : minute.counts().plus(delta);
        minutes.update(new Minute(counts, now, publishAt, minute == null ? 0 : minute.mismatchSince()));
        if (!isScheduled) {
            context.timerService().registerProcessingTimeTimer(publishAt);
        }
        if (minute == null) {
            context.timerService().registerProcessingTimeTimer(expiryOf(delta.minute(), now));
        }
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<LedgerEntry> out) throws Exception {
        Minute minute = minutes.value();
        if (minute == null) {
            return;
        }
        if (minute.publishAt() > 0 && timestamp >= minute.publishAt()) {
            out.collect(entry(minute.counts(), timestamp));
            minute = new Minute(minute.counts(), minute.changedAt(), 0, minute.mismatchSince());
            context.timerService().registerProcessingTimeTimer(minute.changedAt() + SETTLED_AFTER.toMillis());
        }
        minute = checked(minute, timestamp, context);
        long expiry = expiryOf(minute.counts().minute(), minute.changedAt());
        if (timestamp >= expiry) {
            minutes.clear();
        } else {
            minutes.update(minute);
            if (timestamp >= expiryOf(minute.counts().minute(), 0)) {
                context.timerService().registerProcessingTimeTimer(expiry);
            }
        }
    }

    private Minute checked(Minute minute, long now, OnTimerContext context) {
        boolean isFiring = minute.mismatchSince() > 0;
        boolean addsUp = minute.counts().addsUp();
        if (isFiring && addsUp) {
            context.output(ALERTS, alert(minute.counts(), minute.mismatchSince(), Alert.State.RESOLVED));
            return new Minute(minute.counts(), minute.changedAt(), minute.publishAt(), 0);
        }
        if (!isFiring && !addsUp && now - minute.changedAt() >= SETTLED_AFTER.toMillis()) {
            context.output(ALERTS, alert(minute.counts(), now, Alert.State.FIRING));
            return new Minute(minute.counts(), minute.changedAt(), minute.publishAt(), now);
        }
        return minute;
    }

    /** Kept after the minute, and after the last change, should that come from a very old record. */
    private static long expiryOf(long minute, long changedAt) {
        return Math.max(minute + KEPT.toMillis(), changedAt + 2 * SETTLED_AFTER.toMillis());
    }

    private LedgerEntry entry(LedgerDelta counts, long now) {
        return new LedgerEntry(
                pipeline,
                Instant.ofEpochMilli(counts.minute()),
                counts.read(),
                counts.counted(),
                counts.duplicate(),
                counts.ignored(),
                counts.late(),
                counts.rejected(),
                Instant.ofEpochMilli(now));
    }

    private Alert alert(LedgerDelta counts, long since, Alert.State state) {
        Instant minute = Instant.ofEpochMilli(counts.minute());
        long accounted = counts.counted() + counts.duplicate() + counts.ignored() + counts.late() + counts.rejected();
        return new Alert(
                MISMATCH + "|" + pipeline + "|" + minute,
                pipeline,
                minute.toString(),
                MISMATCH,
                state,
                accounted,
                counts.read(),
                (double) accounted - counts.read(),
                Instant.ofEpochMilli(since),
                minute);
    }
}
