package dev.turnstile.sources.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.turnstile.sources.progress.ProgressLine;
import dev.turnstile.sources.rest.ServiceOptions;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Posts so many events as fast as they are taken, and accounts for them. */
@Command(
        name = "load",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Posts so many bookings and orders by REST as fast as they are acknowledged, each under an idempotency key"
                    + " and sent again until it is, and prints what was acknowledged as one JSON object: totals, and the"
                    + " same by show and by minute of event time, to be compared with analytics-results.",
            ""
        },
        footer = {
            "",
            "Exit code: 0 when everything was acknowledged, 1 when something was not (the JSON is printed all the same).",
            "Setting by environment: API_KEY for services that ask for one."
        })
public final class LoadCommand implements Callable<Integer> {

    private static final int MOST_EVENTS = 1_000_000;
    private static final int MOST_CLIENTS = 1_000;

    @Spec
    private CommandSpec command;

    @Option(
            names = "--bookings",
            paramLabel = "COUNT",
            defaultValue = "10000",
            description = "How many bookings (default: ${DEFAULT-VALUE}).")
    private int bookings;

    @Option(
            names = "--orders",
            paramLabel = "COUNT",
            defaultValue = "10000",
            description = "How many orders (default: ${DEFAULT-VALUE}).")
    private int orders;

    @Option(
            names = "--clients",
            paramLabel = "COUNT",
            defaultValue = "16",
            description = "How many of them at a time (default: ${DEFAULT-VALUE}).")
    private int clients;

    @Option(
            names = "--seed",
            paramLabel = "NUMBER",
            defaultValue = "1",
            description = "The same seed gives the same people doing the same things (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--patience",
            paramLabel = "DURATION",
            defaultValue = "PT5M",
            description = "How long one event is tried before the load has failed (default: ${DEFAULT-VALUE}).")
    private Duration patience;

    @Mixin
    private ServiceOptions services;

    @Override
    public Integer call() throws InterruptedException {
        requireBetween(0, bookings, MOST_EVENTS, "--bookings");
        requireBetween(0, orders, MOST_EVENTS, "--orders");
        requireBetween(1, bookings + orders, 2 * MOST_EVENTS, "--bookings and --orders together");
        requireBetween(1, clients, MOST_CLIENTS, "--clients");
        try (ProgressLine progress = new ProgressLine()) {
            String run = seed + "-" + Long.toString(System.currentTimeMillis(), 36);
            Load load = new Load(
                    bookings,
                    orders,
                    seed,
                    run,
                    patience,
                    services.bookings(progress::news),
                    services.orders(progress::news));
            progress.show(() -> load.acknowledged() + " of " + (bookings + orders) + " acknowledged");
            long start = System.nanoTime();
            load.run(clients);
            progress.end(new String(load.account(clients, Duration.ofNanos(System.nanoTime() - start)), UTF_8));
            String failure = load.failure();
            if (failure != null) {
                progress.news("load: not everything was acknowledged: " + failure);
                return 1;
            }
            return 0;
        }
    }

    private void requireBetween(int least, int value, int most, String option) {
        if (value < least || value > most) {
            throw new ParameterException(
                    command.commandLine(), option + " must be from " + least + " to " + most + ", but is " + value);
        }
    }
}
