package dev.turnstile.sources.traffic;

import dev.turnstile.sources.kafka.KafkaSettings;
import dev.turnstile.sources.progress.ProgressLine;
import dev.turnstile.sources.rest.ServiceClient;
import dev.turnstile.sources.rest.ServiceOptions;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

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
                    + " in fifty is sent twice under its key. What a service does not take is sent again under the same"
                    + " key until it is.",
            ""
        },
        footer = {
            "",
            "Settings by environment: KAFKA_BOOTSTRAP_SERVERS, KAFKA_SECURITY_PROTOCOL, KAFKA_SASL_MECHANISM,"
                    + " KAFKA_SASL_JAAS_CONFIG; API_KEY for services that ask for one.",
            "Stops on Ctrl-C and SIGTERM, once what is under way is answered, with a summary on standard output."
        })
public final class TrafficCommand implements Callable<Integer> {

    private static final Duration LONGEST_STOP = Duration.ofSeconds(15);

    @Spec
    private CommandSpec command;

    @Option(
            names = "--rate",
            paramLabel = "EVENTS",
            defaultValue = "20",
            description = "Events per second, on average over a day (default: ${DEFAULT-VALUE}).")
    private double rate;

    @Option(
            names = "--seed",
            paramLabel = "NUMBER",
            defaultValue = "1",
            description = "The same seed gives the same people doing the same things (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Mixin
    private ServiceOptions services;

    @Option(
            names = "--kafka",
            paramLabel = "HOST:PORT",
            description =
                    "The brokers, for late events (default: KAFKA_BOOTSTRAP_SERVERS, or " + KafkaSettings.LOCAL + ").")
    private @Nullable String kafka;

    @Option(
            names = "--late-share",
            paramLabel = "SHARE",
            defaultValue = "0.01",
            description = "How many events are late, 0 to 1: most by 1 to 9 minutes, some by more than the ten within"
                    + " which results are corrected (default: ${DEFAULT-VALUE}).")
    private double lateShare;

    @Option(
            names = "--duration",
            paramLabel = "DURATION",
            description = "Stop by itself after so long, such as PT30S or PT10M (default: never).")
    private @Nullable Duration duration;

    @Override
    public Integer call() throws InterruptedException {
        require(rate > 0 && rate <= 100_000, "--rate must be more than 0 and at most 100000");
        require(lateShare >= 0 && lateShare <= 1, "--late-share must be from 0 to 1");
        require(
                duration == null || (duration.compareTo(Duration.ZERO) > 0 && duration.compareTo(Feed.ENDLESS) < 0),
                "--duration must be more than nothing, such as PT30S");
        Instant start = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        try (ProgressLine progress = new ProgressLine()) {
            ServiceClient bookings = services.bookings(progress::news);
            ServiceClient orders = services.orders(progress::news);
            PartnerSystem partner = new PartnerSystem(kafkaSettings(), progress::news);
            Tally tally = new Tally();
            // The start is part of every key, so that a second run of the same seed is not a repetition of the first.
            String run = seed + "-" + Long.toString(start.toEpochMilli(), 36);
            Feed feed = new Feed(
                    new Traffic(seed, start, rate, lateShare), run, bookings, orders, partner, tally, progress::news);
            Supplier<String> line = () -> tally.line(
                    Duration.between(start, Instant.now()),
                    bookings.retries() + orders.retries(),
                    partner.written(),
                    partner.lost());
            progress.show(line);
            stopOnSignal(feed, () -> {
                feed.run(duration == null ? Feed.ENDLESS : duration);
                progress.end(line.get());
            });
        }
        return 0;
    }

    private Map<String, Object> kafkaSettings() {
        try {
            return KafkaSettings.from(kafka, System.getenv());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), e.getMessage());
        }
    }

    /** Runs the work; on SIGTERM and Ctrl-C it is asked to stop and given the time to. */
    private static void stopOnSignal(Feed feed, Work work) throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            feed.stop();
            try {
                done.await(LONGEST_STOP.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
        try {
            work.run();
        } finally {
            done.countDown();
        }
    }

    @FunctionalInterface
    private interface Work {
        void run() throws InterruptedException;
    }

    private void require(boolean condition, String message) {
        if (!condition) {
            throw new ParameterException(command.commandLine(), message);
        }
    }
}
