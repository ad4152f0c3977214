package dev.turnstile.analytics.transactions;

import dev.turnstile.analytics.windows.Event;
import dev.turnstile.events.Money;
import dev.turnstile.events.results.UserTotals;
import dev.turnstile.events.transactions.ProcessedPayment;
import java.time.Instant;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Adds up what each user spends, for ever, and says so after every payment. Keyed by the user. In Flink's own state, and
 * not in memory, because users only ever become more.
 */
final class RunningTotals extends KeyedProcessFunction<String, Event<ProcessedPayment>, UserTotals> {

    /**
     * What is kept of a user.
     *
     * @param newestMillis event time of the newest payment, epoch milliseconds
     */
    public record Saved(long cents, long payments, long newestMillis) {}

    private transient ValueState<Saved> totals;

    @Override
    @SuppressWarnings("NullAway.Init") // open() is Flink's constructor.
    public void open(OpenContext context) {
        totals = getRuntimeContext()
                .getState(new ValueStateDescriptor<>("user-totals", TypeInformation.of(Saved.class)));
    }

    @Override
    public void processElement(Event<ProcessedPayment> event, Context context, Collector<UserTotals> out)
            throws Exception {
        Saved before = totals.value();
        long paid = event.payload().finalAmount().cents();
        Saved now = before == null
                ? new Saved(paid, 1, event.time())
                : new Saved(
                        Math.addExact(before.cents(), paid),
                        before.payments() + 1,
                        Math.max(before.newestMillis(), event.time()));
        totals.update(now);
        out.collect(new UserTotals(
                context.getCurrentKey(),
                Money.ofCents(now.cents()),
                now.payments(),
                Instant.ofEpochMilli(now.newestMillis())));
    }
}
