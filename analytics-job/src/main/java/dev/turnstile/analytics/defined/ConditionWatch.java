package dev.turnstile.analytics.defined;

import dev.turnstile.analytics.windows.WindowTotal;
import dev.turnstile.definitions.Definition;
import dev.turnstile.definitions.Definition.AlertRule;
import dev.turnstile.definitions.conditions.Condition;
import dev.turnstile.definitions.conditions.Conditions;
import dev.turnstile.definitions.reading.Row;
import dev.turnstile.events.results.Alert;
import java.time.Instant;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Says when a condition over a result's measures has held for a number of final windows in a row, and when it no longer does.
 * Keyed by what the pipeline counts by. A window without a result is judged by nobody: it ends a row, and no alert.
 */
final class ConditionWatch extends KeyedProcessFunction<String, WindowTotal, Alert> {

    /** What the alert is about where a pipeline counts by nothing. */
    private static final String ALL = "all";

    /**
     * What is known of a key.
     *
     * @param windows in a row in which the condition held
     * @param since the start of the first of them, epoch milliseconds
     * @param next where a window that follows the last one begins, epoch milliseconds
     */
    public record Streak(int windows, long since, long next, boolean isFiring) {}

    private final String pipeline;
    private final AlertRule rule;
    private final Condition condition;
    private final ResultJson results;
    private final int shown;

    private transient ValueState<Streak> streak;

    @SuppressWarnings("NullAway.Init") // open() is Flink's constructor.
    ConditionWatch(Definition definition, AlertRule rule, ResultJson results) {
        this.pipeline = definition.pipeline();
        this.rule = rule;
        this.condition = Conditions.ofResults(Objects.requireNonNull(rule.when()), definition);
        this.results = results;
        this.shown = condition.fields().stream().min(Integer::compare).orElse(0);
    }

    @Override
    public void open(OpenContext context) {
        streak = getRuntimeContext().getState(new ValueStateDescriptor<>("streak", TypeInformation.of(Streak.class)));
    }

    @Override
    public void processElement(WindowTotal total, Context context, Collector<Alert> out) throws Exception {
        Row measures = results.measures(total);
        Streak known = streak.value();
        if (condition.holds(measures)) {
            boolean follows = known != null && known.windows() > 0 && known.next() == total.windowStart();
            Streak now = follows
                    ? new Streak(known.windows() + 1, known.since(), total.windowEnd(), known.isFiring())
                    : new Streak(1, total.windowStart(), total.windowEnd(), known != null && known.isFiring());
            if (!now.isFiring() && now.windows() >= rule.windows()) {
                now = new Streak(now.windows(), now.since(), now.next(), true);
                out.collect(alert(total, measures, now.since(), Alert.State.FIRING));
            } else if (now.isFiring() && !follows && known != null) {
                // The same occurrence goes on: its id is that of its beginning.
                now = new Streak(now.windows(), known.since(), now.next(), true);
            }
            streak.update(now);
        } else if (known != null) {
            if (known.isFiring()) {
                out.collect(alert(total, measures, known.since(), Alert.State.RESOLVED));
            }
            streak.clear();
        }
    }

    private Alert alert(WindowTotal total, Row measures, long since, Alert.State state) {
        String key = total.key().isEmpty() ? ALL : ResultJson.keyOf(total.key());
        return new Alert(
                rule.name() + "|" + pipeline + "|" + key + "|" + Instant.ofEpochMilli(since),
                pipeline,
                key,
                rule.name(),
                state,
                results.asDouble(shown, measures),
                0,
                Double.NaN,
                Instant.ofEpochMilli(since),
                Instant.ofEpochMilli(total.windowStart()));
    }
}
