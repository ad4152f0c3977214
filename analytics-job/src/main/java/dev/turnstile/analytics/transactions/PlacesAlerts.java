package dev.turnstile.analytics.transactions;

import dev.turnstile.events.results.Alert;
import dev.turnstile.events.results.CategoryResult;
import java.time.Duration;
import java.time.Instant;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Makes one alert of the matches of one user: it fires with the first, later ones prolong it, and it is resolved when
 * none has come for as long as the pattern may take. Keyed by the user; nothing is kept of one without an alert.
 */
final class PlacesAlerts extends KeyedProcessFunction<String, HighPayment, Alert> {

    static final String KIND = "HIGH_PAYMENTS_FROM_THREE_PLACES";

    private static final int PLACES = 3;

    /**
     * What is kept of a user whose alert fires.
     *
     * @param since event time of the payment that set it off, epoch milliseconds
     * @param until event time at which it is over, epoch milliseconds
     */
    public record Firing(long since, long until) {}

    private final long withinMillis;
    private transient ValueState<Firing> firing;

    @SuppressWarnings("NullAway.Init") // open() is Flink's constructor.
    PlacesAlerts(Duration within) {
        this.withinMillis = within.toMillis();
    }

    @Override
    public void open(OpenContext context) {
        firing = getRuntimeContext()
                .getState(new ValueStateDescriptor<>("places-alert", TypeInformation.of(Firing.class)));
    }

    @Override
    public void processElement(HighPayment third, Context context, Collector<Alert> out) throws Exception {
        Firing before = firing.value();
        Firing now =
                new Firing(before == null ? third.timeMillis() : before.since(), third.timeMillis() + withinMillis);
        if (before == null) {
            out.collect(alert(context.getCurrentKey(), now, Alert.State.FIRING));
        } else {
            context.timerService().deleteEventTimeTimer(before.until());
        }
        context.timerService().registerEventTimeTimer(now.until());
        firing.update(now);
    }

    @Override
    public void onTimer(long time, OnTimerContext context, Collector<Alert> out) throws Exception {
        out.collect(alert(context.getCurrentKey(), firing.value(), Alert.State.RESOLVED));
        firing.clear();
    }

    private static Alert alert(String user, Firing firing, Alert.State state) {
        Instant since = Instant.ofEpochMilli(firing.since());
        return new Alert(
                KIND + "|" + CategoryResult.PIPELINE + "|" + user + "|" + since,
                CategoryResult.PIPELINE,
                user,
                KIND,
                state,
                PLACES,
                (double) PLACES - 1,
                1,
                since,
                null);
    }
}
