package dev.turnstile.sources.payments;

import dev.turnstile.events.Topics;
import dev.turnstile.events.transactions.Payment;
import dev.turnstile.sources.kafka.FeedOptions;
import dev.turnstile.sources.kafka.KafkaFeed;
import dev.turnstile.sources.kafka.OutgoingEvent;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code event-sources payments}. */
@Command(
        name = "payments",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Writes sample payments to the topic transactions, for ever or for --duration: a shop whose customers pay at "
                    + "home, sometimes elsewhere, and now and then in three cities at once, which sets off an alert.",
            "",
            "Example: event-sources payments --rate 50 --duration PT10M"
        })
public final class PaymentsCommand implements Callable<Integer> {

    @Option(
            names = "--rate",
            paramLabel = "PAYMENTS",
            defaultValue = "20",
            description = "How many a second, on average (default: ${DEFAULT-VALUE}).")
    private double rate;

    @Mixin
    private FeedOptions options;

    @Override
    public Integer call() throws InterruptedException {
        options.require(rate > 0 && rate <= 100_000, "--rate must be more than 0 and at most 100000");
        SamplePayments payments = new SamplePayments(rate, new Random(options.seed()));
        try (KafkaFeed feed = options.start("payments")) {
            long number = 0;
            for (SamplePayments.Paid next = payments.next(); feed.await(next.at()); next = payments.next()) {
                Payment payment = next.as(number++, Instant.now());
                feed.write(new OutgoingEvent(Topics.TRANSACTIONS, payment.userId(), payment.toJson()));
            }
        }
        return 0;
    }
}
