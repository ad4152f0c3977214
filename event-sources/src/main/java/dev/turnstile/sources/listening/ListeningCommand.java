package dev.turnstile.sources.listening;

import dev.turnstile.events.listening.ListeningEvent;
import dev.turnstile.sources.kafka.FeedOptions;
import dev.turnstile.sources.kafka.KafkaFeed;
import dev.turnstile.sources.kafka.OutgoingEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Feeds what happens at a music service, as it happens, or the history of some hours as fast as Kafka takes it. */
@Command(
        name = "listening",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Feeds listens, page views and logins of a made-up music service.",
            "",
            "With --from and --hours, the history of those hours instead, as fast as Kafka takes it. The same seed, hours "
                    + "and number of events give the same ids: fed again while the job knows them, it adds nothing."
        })
public final class ListeningCommand implements Callable<Integer> {

    private static final int MOST_HOURS = 24 * 366;
    private static final long MOST_EVENTS = 1_000_000_000;

    @Option(
            names = "--rate",
            paramLabel = "EVENTS",
            defaultValue = "20",
            description = "Events per second (default: ${DEFAULT-VALUE}).")
    private double rate;

    @ArgGroup(exclusive = false)
    private @Nullable History history;

    @Mixin
    private FeedOptions options;

    /** Which hours. */
    static final class History {
        @Option(
                names = "--from",
                paramLabel = "TIME",
                required = true,
                description = "The history's first hour, such as 2025-11-24T10:00:00Z.")
        private Instant from;

        @Option(names = "--hours", paramLabel = "HOURS", required = true, description = "For how many hours.")
        private int hours;

        @Option(
                names = "--events",
                paramLabel = "EVENTS",
                defaultValue = "100000",
                description = "How many events (default: ${DEFAULT-VALUE}).")
        private long events;
    }

    @Override
    public Integer call() throws InterruptedException {
        History past = history;
        if (past == null) {
            options.require(rate > 0 && rate <= 100_000, "--rate must be more than 0 and at most 100000");
            feedLive();
        } else {
            options.require(past.hours >= 1 && past.hours <= MOST_HOURS, "--hours must be from 1 to " + MOST_HOURS);
            options.require(
                    past.events >= 1 && past.events <= MOST_EVENTS, "--events must be from 1 to " + MOST_EVENTS);
            Instant end = past.from.plus(Duration.ofHours(past.hours));
            options.require(!end.isAfter(Instant.now()), "--from and --hours must lie in the past");
            feedHistory(past);
        }
        return 0;
    }

    private void feedLive() throws InterruptedException {
        // Other ids each time: a feed that is started again must not look like a repetition of the first.
        Listeners listeners = new Listeners(options.seed(), new Random(), rate);
        try (KafkaFeed feed = options.start("listening")) {
            while (feed.await(listeners.nextMoment())) {
                write(feed, listeners.next(Instant.now()));
            }
        }
    }

    private void feedHistory(History past) throws InterruptedException {
        Duration length = Duration.ofHours(past.hours);
        double perSecond = (double) past.events / length.toSeconds();
        Listeners listeners = new Listeners(options.seed(), new Random(options.seed()), perSecond);
        try (KafkaFeed feed = options.start("listening")) {
            feed.expect(past.events);
            for (long written = 0; written < past.events && feed.await(Duration.ZERO); written++) {
                Duration moment = listeners.nextMoment();
                // The last ones may fall a little behind the end, by chance.
                Duration within = moment.compareTo(length) < 0 ? moment : length.minusMillis(1);
                write(feed, listeners.next(past.from.plus(within)));
            }
        }
    }

    private static void write(KafkaFeed feed, ListeningEvent event) {
        feed.write(new OutgoingEvent(Session.topicOf(event), event.userId(), event.toJson()));
    }
}
