package dev.turnstile.analytics.alerts;

import dev.turnstile.analytics.alerts.Traffic.Kind;
import dev.turnstile.events.results.Alert;
import java.time.Duration;
import java.time.Instant;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Judges the windows of a stream one after the other, the empty ones too, and says when something begins or ends to be
 * out of the ordinary. Keyed by what is watched.
 *
 * <p>A window that has no events is never heard of, so each window's end is a timer in event time. The watermark follows
 * the wall clock when nothing comes at all, and the silence is heard.
 */
final class TrafficWatch extends KeyedProcessFunction<String, WindowEvents, Alert> {

    private final String pipeline;
    private final AlertRules rules;
    private final long windowMillis;

    private transient ValueState<Traffic> traffic;
    private transient MapState<Long, Long> unjudged;

    @SuppressWarnings("NullAway.Init") // open() is Flink's constructor.
    TrafficWatch(String pipeline, AlertRules rules, Duration window) {
        this.pipeline = pipeline;
        this.rules = rules;
        this.windowMillis = window.toMillis();
    }

    @Override
    public void open(OpenContext context) {
        traffic =
                getRuntimeContext().getState(new ValueStateDescriptor<>("traffic", TypeInformation.of(Traffic.class)));
        unjudged =
                getRuntimeContext().getMapState(new MapStateDescriptor<>("unjudged-windows", Types.LONG, Types.LONG));
    }

    @Override
    public void processElement(WindowEvents window, Context context, Collector<Alert> out) throws Exception {
        Long before = unjudged.get(window.windowStart());
        unjudged.put(window.windowStart(), window.events() + (before == null ? 0 : before));
        context.timerService().registerEventTimeTimer(endOf(window.windowStart()));
    }

    @Override
    public void onTimer(long time, OnTimerContext context, Collector<Alert> out) throws Exception {
        long window = time + 1 - windowMillis;
        Traffic known = skippingTo(window, traffic.value());
        while (known != null && known.next() <= window) {
            Traffic after = judged(known, context.getCurrentKey(), out);
            known = known.next() < window ? skippingTo(window, after) : after;
        }
        traffic.update(known);
        if (known != null && known.firing() != Kind.SILENCE && !isAtEnd(context.timerService())) {
            context.timerService().registerEventTimeTimer(endOf(known.next()));
        }
    }

    /** What is forgotten begins anew, and a silence has nothing more to say, until the window that is heard of. */
    private static Traffic skippingTo(long window, @Nullable Traffic known) {
        if (known == null) {
            return Traffic.from(window);
        }
        return known.firing() == Kind.SILENCE && known.next() < window
                ? new Traffic(window, known.ordinary(), known.unusual(), known.empty(), known.firing(), known.since())
                : known;
    }

    private @Nullable Traffic judged(Traffic before, String key, Collector<Alert> out) throws Exception {
        long window = before.next();
        Long events = unjudged.get(window);
        unjudged.remove(window);
        Traffic after = before.after(events == null ? 0 : events, windowMillis, rules);
        Kind was = before.firing();
        boolean isForgotten = after.isForgotten(rules);
        Kind is = isForgotten ? null : after.firing();
        if (was != null && was != is) {
            out.collect(alert(key, before, was, Alert.State.RESOLVED, window, events));
        }
        if (is != null && was != is) {
            out.collect(alert(key, after, is, Alert.State.FIRING, window, events));
        }
        return isForgotten ? null : after;
    }

    private Alert alert(
            String key, Traffic traffic, Kind kind, Alert.State state, long window, @Nullable Long eventsIfAny) {
        long events = eventsIfAny == null ? 0 : eventsIfAny;
        Baseline baseline = traffic.baseline();
        Instant since = Instant.ofEpochMilli(traffic.since());
        return new Alert(
                kind + "|" + pipeline + "|" + key + "|" + since,
                pipeline,
                key,
                kind.name(),
                state,
                events,
                baseline.mean(),
                baseline.score(events),
                since,
                Instant.ofEpochMilli(window));
    }

    /** Not the wall clock's doing, and no silence: there is nothing more to come. */
    private static boolean isAtEnd(TimerService timers) {
        return timers.currentWatermark() == Long.MAX_VALUE;
    }

    private long endOf(long windowStart) {
        return windowStart + windowMillis - 1;
    }
}
