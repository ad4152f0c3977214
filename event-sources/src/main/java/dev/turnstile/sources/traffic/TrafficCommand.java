package dev.turnstile.sources.traffic;

import dev.turnstile.sources.kafka.FeedOptions;
import dev.turnstile.sources.progress.ProgressLine;
import dev.turnstile.sources.rest.ServiceClient;
import dev.turnstile.sources.rest.ServiceOptions;
import dev.turnstile.sources.run.Pace;
import dev.turnstile.sources.run.StopSignal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Streams sample traffic until it is stopped. */
@Command(
        name = "traffic",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Streams sample traffic: bookings and orders by REST, under idempotency keys, and a few late events"
                    + " straight to the Kafka topics, as a partner's slow system writes them.",
            "",
            "A few shows, products and people are far more popular than the others; there is a daily rhythm (by UTC,"
                    + " busiest at 19 h) and a rush whenever a show goes on sale, every three minutes or so; one request"
                    + " in fifty is sent twice under its key, one in thirty is undone within a minute: a booking is"
                    + " cancelled, an order refunded, wholly or in part. What a service does not take is sent again under the same"
                    + " key until it is.",
            ""
        },
        footer = {
            "",
            "Settings by environment: KAFKA_BOOTSTRAP_SERVERS, KAFKA_SECURITY_PROTOCOL, KAFKA_SASL_MECHANISM,"
                    + " KAFKA_SASL_JAAS_CONFIG, KAFKA_SSL_TRUSTSTORE_LOCATION, KAFKA_SSL_TRUSTSTORE_TYPE;"
                    + " API_KEY for services that ask for one.",
            "Stops on Ctrl-C and SIGTERM, once what is under way is answered, with a summary on standard output."
        })
public final class TrafficCommand implements Callable<Integer> {

    @Option(
            names = "--rate",
            paramLabel = "EVENTS",
            defaultValue = "20",
            description = "Events per second, on average over a day (default: ${DEFAULT-VALUE}).")
    private double rate;

    @Mixin
    private ServiceOptions services;

    @Option(
            names = "--late-share",
            paramLabel = "SHARE",
            defaultValue = "0.01",
            description = "How many events are late, 0 to 1: most by 1 to 9 minutes, some by more than the ten within"
                    + " which results are corrected (default: ${DEFAULT-VALUE}).")
    private double lateShare;

    @Mixin
    private FeedOptions feeds;

    @Override
    public Integer call() throws InterruptedException {
        feeds.require(rate > 0 && rate <= 100_000, "--rate must be more than 0 and at most 100000");
        feeds.require(lateShare >= 0 && lateShare <= 1, "--late-share must be from 0 to 1");
        Duration duration = feeds.duration();
        Instant start = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        try (ProgressLine progress = new ProgressLine()) {
            ServiceClient bookings = services.bookings(progress::news);
            ServiceClient orders = services.orders(progress::news);
            PartnerSystem partner = new PartnerSystem(feeds.kafka(), progress::news);
            Tally tally = new Tally();
            Pace pace = new Pace(duration);
            Traffic traffic = new Traffic(feeds.seed(), start, rate, lateShare);
            // The start is part of every key, so that a second run of the same seed is not a repetition of the first.
            String run = feeds.seed() + "-" + Long.toString(start.toEpochMilli(), 36);
            Feed feed = new Feed(traffic, run, bookings, orders, partner, tally, pace, progress::news);
            Supplier<String> line = () -> tally.line(
                    pace.elapsed(), bookings.retries() + orders.retries(), partner.written(), partner.lost());
            progress.show(line);
            StopSignal stopSignal = new StopSignal(pace::stop);
            feed.run();
            progress.end(line.get());
            stopSignal.ended();
        }
        return 0;
    }
}
