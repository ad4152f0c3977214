package dev.turnstile.analytics.orders;

import dev.turnstile.analytics.alerts.TrafficAlerts;
import dev.turnstile.analytics.settings.Environment;
import dev.turnstile.analytics.windows.Arrival;
import dev.turnstile.analytics.windows.Countable;
import dev.turnstile.analytics.windows.Event;
import dev.turnstile.analytics.windows.PipelineStreams;
import dev.turnstile.analytics.windows.WindowSettings;
import dev.turnstile.analytics.windows.WindowTotal;
import dev.turnstile.analytics.windows.WindowedTotals;
import dev.turnstile.events.Money;
import dev.turnstile.events.Reading;
import dev.turnstile.events.orders.Order;
import dev.turnstile.events.results.OrdersResult;
import java.time.Instant;
import org.apache.flink.streaming.api.datastream.DataStream;

/** Orders, revenue and distinct users over everything, minute by minute. */
public final class OrdersPipeline {

    /** There is nothing that orders are told apart by. */
    private static final String ALL = "";

    private OrdersPipeline() {}

    public static PipelineStreams build(DataStream<Arrival> orders, WindowSettings windows, Environment settings) {
        return WindowedTotals.build(
                OrdersResult.PIPELINE,
                orders,
                OrdersPipeline::read,
                new Minute(),
                windows,
                totals -> TrafficAlerts.of(OrdersResult.PIPELINE, totals, windows, settings));
    }

    private static Reading<Event<Countable>> read(Arrival record, Instant now) {
        return Order.read(record.value(), now)
                .map(order -> Countable.of(
                                order.userId(), ALL, order.totalAmount().cents())
                        .as(order.orderId(), order.createdAt().toEpochMilli()));
    }

    private static final class Minute implements WindowedTotals.ResultFormat {
        @Override
        public String key(WindowTotal total) {
            return result(total).key();
        }

        @Override
        public byte[] value(WindowTotal total) {
            return result(total).toJson();
        }

        private static OrdersResult result(WindowTotal total) {
            return new OrdersResult(total.settlement(), total.users(), total.events(), Money.ofCents(total.amount()));
        }
    }
}
