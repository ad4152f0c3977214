package dev.turnstile.analytics.transactions;

import dev.turnstile.analytics.windows.Event;
import dev.turnstile.events.transactions.Payment;
import dev.turnstile.events.transactions.ProcessedPayment;
import java.time.Instant;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/** Gives each payment its discount. */
final class Enrichment extends ProcessFunction<Event<Payment>, Event<ProcessedPayment>> {

    private final Discounts discounts;

    Enrichment(Discounts discounts) {
        this.discounts = discounts;
    }

    @Override
    public void processElement(Event<Payment> event, Context context, Collector<Event<ProcessedPayment>> out) {
        Payment payment = event.payload();
        Instant now = Instant.ofEpochMilli(context.timerService().currentProcessingTime());
        out.collect(event.with(new ProcessedPayment(
                payment,
                discounts.multiplier(payment.category()),
                discounts.applied(payment.category(), payment.amount()),
                now)));
    }
}
