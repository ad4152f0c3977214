package dev.turnstile.analytics.transactions;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * The pattern: high payments of one user from three different places in a short time. By event time, so in the order in
 * which they were made; what comes after the watermark takes no part.
 *
 * <p>A payment completes the pattern if and only if the newest payments from two other places are young enough. So only
 * the newest time of each place is kept, of two places at the most, and a payment costs the same however many came
 * before it. What has been part of a match is forgotten, and begins no further one.
 */
final class ThreePlaces extends KeyedProcessFunction<String, HighPayment, HighPayment> {

    private static final int PLACES = 3;

    private final long withinMillis;
    /** Event time → the places of that millisecond, in the order of arrival: what waits for the watermark. */
    private transient MapState<Long, List<String>> waiting;
    /** Place → event time of the newest payment there. */
    private transient MapState<String, Long> newest;

    @SuppressWarnings("NullAway.Init") // open() is Flink's constructor.
    private ThreePlaces(Duration within) {
        this.withinMillis = within.toMillis();
    }

    /**
     * The third payment of each match.
     *
     * @param within the longest time from the first to the third, inclusive
     */
    static SingleOutputStreamOperator<HighPayment> in(KeyedStream<HighPayment, String> payments, Duration within) {
        return payments.process(new ThreePlaces(within), TypeInformation.of(HighPayment.class));
    }

    @Override
    public void open(OpenContext context) {
        waiting = getRuntimeContext()
                .getMapState(new MapStateDescriptor<>("waiting", Types.LONG, Types.LIST(Types.STRING)));
        newest = getRuntimeContext().getMapState(new MapStateDescriptor<>("newest", Types.STRING, Types.LONG));
    }

    @Override
    public void processElement(HighPayment payment, Context context, Collector<HighPayment> out) throws Exception {
        long time = payment.timeMillis();
        if (time <= context.timerService().currentWatermark()) {
            return;
        }
        List<String> places = waiting.get(time);
        if (places == null) {
            places = new ArrayList<>();
            context.timerService().registerEventTimeTimer(time);
        }
        if (!places.contains(payment.location())) {
            places.add(payment.location());
            waiting.put(time, places);
        }
    }

    /** The watermark has come to payments of this millisecond, or past the last of some that may be forgotten. */
    @Override
    public void onTimer(long time, OnTimerContext context, Collector<HighPayment> out) throws Exception {
        forgetBefore(time - withinMillis);
        List<String> places = waiting.get(time);
        if (places == null) {
            return;
        }
        waiting.remove(time);
        clearIfEmpty(waiting);
        for (String place : places) {
            newest.put(place, time);
            if (size() == PLACES) {
                newest.clear();
                out.collect(new HighPayment(context.getCurrentKey(), place, time));
            }
        }
        context.timerService().registerEventTimeTimer(time + withinMillis + 1);
    }

    private void forgetBefore(long oldest) throws Exception {
        for (Iterator<Map.Entry<String, Long>> all = newest.iterator(); all.hasNext(); ) {
            if (all.next().getValue() < oldest) {
                all.remove();
            }
        }
        clearIfEmpty(newest);
    }

    /** The heap's state keeps an empty map for each user otherwise. */
    private static void clearIfEmpty(MapState<?, ?> state) throws Exception {
        if (state.isEmpty()) {
            state.clear();
        }
    }

    private int size() throws Exception {
        int size = 0;
        for (String ignored : newest.keys()) {
            size++;
        }
        return size;
    }
}
