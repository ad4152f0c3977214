package dev.turnstile.analytics.transactions;

import dev.turnstile.analytics.settings.Environment;
import dev.turnstile.analytics.windows.AdmittedEvents;
import dev.turnstile.analytics.windows.Arrival;
import dev.turnstile.analytics.windows.Countable;
import dev.turnstile.analytics.windows.Event;
import dev.turnstile.analytics.windows.Layout;
import dev.turnstile.analytics.windows.OutgoingRecord;
import dev.turnstile.analytics.windows.PipelineStreams;
import dev.turnstile.analytics.windows.WindowSettings;
import dev.turnstile.analytics.windows.WindowTotal;
import dev.turnstile.analytics.windows.WindowedTotals;
import dev.turnstile.events.Money;
import dev.turnstile.events.Reading;
import dev.turnstile.events.TopicDefinition;
import dev.turnstile.events.Topics;
import dev.turnstile.events.results.Alert;
import dev.turnstile.events.results.CategoryResult;
import dev.turnstile.events.results.UserTotals;
import dev.turnstile.events.transactions.Payment;
import dev.turnstile.events.transactions.ProcessedPayment;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * Payments above a minimum:
 *
 * <pre>
 * admitted → Enrichment → processed_transactions
 *                │        → above a threshold → high_value_transactions
 *                │                            → ThreePlaces → PlacesAlerts → analytics-alerts
 *                ├ by user     → RunningTotals  → user_aggregations
 *                └ by category → WindowedTotals → category_aggregations, analytics-live
 * </pre>
 */
public final class TransactionsPipeline {

    private static final String NAME = CategoryResult.PIPELINE;
    private static final Duration HALF_MINUTE = Duration.ofSeconds(30);
    private static final int COUNT = 0;
    private static final int AMOUNT = 1;
    private static final Layout SALES =
            Layout.of(new Layout.Part("payments", Layout.Kind.SUM), new Layout.Part("amount", Layout.Kind.SUM));

    private TransactionsPipeline() {}

    /**
     * The graph from the payments to everything that is made of them.
     *
     * @throws dev.turnstile.analytics.settings.SettingException if the rules cannot be read
     */
    public static PipelineStreams build(DataStream<Arrival> records, WindowSettings windows, Environment settings) {
        Rules rules = RulesFile.in(settings);
        WindowSettings halfMinutes = windows.withSize(HALF_MINUTE);
        AdmittedEvents<Payment> admitted = AdmittedEvents.of(
                NAME,
                records,
                (record, now) -> read(record, now, rules),
                TypeInformation.of(Payment.class),
                halfMinutes);
        SingleOutputStreamOperator<Event<ProcessedPayment>> processed = named(
                "enrichment",
                admitted.events()
                        .process(
                                new Enrichment(rules.discounts()),
                                Event.type(TypeInformation.of(ProcessedPayment.class))));
        DataStream<Event<ProcessedPayment>> high =
                named("split", processed.filter(event -> rules.isHigh(amountOf(event))));

        WindowedTotals categories = WindowedTotals.of(NAME, named("sales", sales(processed)), SALES, halfMinutes);
        DataStream<OutgoingRecord> results = records("processed", Topics.PROCESSED_TRANSACTIONS, processed)
                .union(
                        records("high-value", Topics.HIGH_VALUE_TRANSACTIONS, high),
                        userTotals(processed),
                        categories.results(Topics.CATEGORY_AGGREGATIONS, new Category(false)));
        return admitted.streams(
                        results,
                        categories.live(Topics.LIVE, new Category(true)),
                        List.of(categories.countingOperator()))
                .withAlerts(alerts(high, rules.threePlacesWithin()));
    }

    /** A payment that is too small is accounted for, and stops here. */
    private static Reading<Event<Payment>> read(Arrival record, long now, Rules rules) {
        Reading<Payment> reading = Payment.read(record.value(), Instant.ofEpochMilli(now));
        if (reading instanceof Reading.Accepted<Payment> accepted
                && !rules.goesOn(accepted.event().amount())) {
            return new Reading.Ignored<>("a small payment");
        }
        return reading.map(payment -> Event.of(
                payment.transactionId(), payment.userId(), payment.timestamp().toEpochMilli(), payment));
    }

    private static Money amountOf(Event<ProcessedPayment> event) {
        return event.payload().payment().amount();
    }

    private static SingleOutputStreamOperator<Event<Countable>> sales(DataStream<Event<ProcessedPayment>> processed) {
        return processed.map(
                event -> {
                    Payment payment = event.payload().payment();
                    return event.with(Countable.of(
                            payment.category(),
                            new long[] {1, event.payload().finalAmount().cents()}));
                },
                Event.type(Countable.TYPE));
    }

    private static DataStream<OutgoingRecord> userTotals(DataStream<Event<ProcessedPayment>> processed) {
        SingleOutputStreamOperator<UserTotals> totals = named(
                "user-totals",
                processed
                        .keyBy(event -> event.payload().payment().userId(), Types.STRING)
                        .process(new RunningTotals(), TypeInformation.of(UserTotals.class)));
        return named(
                "user-records",
                totals.map(
                        total -> OutgoingRecord.of(Topics.USER_AGGREGATIONS, total.userId(), total.toJson()),
                        OutgoingRecord.TYPE));
    }

    private static DataStream<OutgoingRecord> alerts(DataStream<Event<ProcessedPayment>> high, Duration within) {
        SingleOutputStreamOperator<HighPayment> located = named(
                "high-payments",
                high.flatMap(
                        (event, out) -> {
                            Payment payment = event.payload().payment();
                            if (payment.location() != null) {
                                out.collect(new HighPayment(payment.userId(), payment.location(), event.time()));
                            }
                        },
                        TypeInformation.of(HighPayment.class)));
        KeyedStream<HighPayment, String> byUser = located.keyBy(HighPayment::userId, Types.STRING);
        SingleOutputStreamOperator<Alert> alerts = named(
                "places-alerts",
                named("three-places", ThreePlaces.in(byUser, within))
                        .keyBy(HighPayment::userId, Types.STRING)
                        .process(new PlacesAlerts(within), TypeInformation.of(Alert.class)));
        return named(
                "places-alert-records",
                alerts.map(
                        alert -> OutgoingRecord.of(Topics.ALERTS, alert.alertId(), alert.toJson()),
                        OutgoingRecord.TYPE));
    }

    private static DataStream<OutgoingRecord> records(
            String name, TopicDefinition topic, DataStream<Event<ProcessedPayment>> payments) {
        return named(
                name,
                payments.map(
                        event -> OutgoingRecord.of(
                                topic,
                                event.payload().payment().userId(),
                                event.payload().toJson()),
                        OutgoingRecord.TYPE));
    }

    private static <T> SingleOutputStreamOperator<T> named(String name, SingleOutputStreamOperator<T> operator) {
        return operator.name(NAME + "-" + name).uid(NAME + "-" + name);
    }

    /** Half a minute of a category; keyed like every live result, or by the category alone. */
    private record Category(boolean isLive) implements WindowedTotals.ResultFormat {
        @Override
        public String key(WindowTotal total) {
            return isLive ? result(total).key() : total.key();
        }

        @Override
        public byte[] value(WindowTotal total) {
            return result(total).toJson();
        }

        private static CategoryResult result(WindowTotal total) {
            return new CategoryResult(
                    total.settlement(), total.key(), Money.ofCents(total.amounts()[AMOUNT]), total.amounts()[COUNT]);
        }
    }
}
