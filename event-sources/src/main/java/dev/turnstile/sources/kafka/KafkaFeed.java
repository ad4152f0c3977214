package dev.turnstile.sources.kafka;

import dev.turnstile.sources.progress.ProgressLine;
import dev.turnstile.sources.run.Pace;
import dev.turnstile.sources.run.StopSignal;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/**
 * A feed into Kafka, from its start to its end: events in their time, a progress line for a person at a terminal, and on
 * Ctrl-C or SIGTERM everything written is flushed and a summary printed.
 *
 * <pre>{@code
 * try (KafkaFeed feed = options.start("payments")) {
 *     for (Payment next = payments.next(); feed.await(next.at()); next = payments.next()) {
 *         feed.write(new OutgoingEvent(Topics.TRANSACTIONS, next.userId(), next.toJson(Instant.now())));
 *     }
 * }
 * }</pre>
 *
 * <p>A feed that is driven by somebody else writes from whatever thread, and its own waits in {@link #awaitEnd()}.
 */
public final class KafkaFeed implements AutoCloseable {

    /** Long enough for a broker to be started again. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String name;
    private final Pace pace;
    private final ProgressLine progress = new ProgressLine();
    private final EventWriter writer;
    private final StopSignal stopSignal;
    private volatile long expected;

    KafkaFeed(String name, Map<String, Object> kafka, int largestBytes, Duration duration) {
        this.name = name;
        this.pace = new Pace(duration);
        this.writer = new EventWriter(name, kafka, largestBytes, PATIENCE, progress::news);
        this.stopSignal = new StopSignal(pace::stop);
        progress.show(this::line);
    }

    /** So many events there are to write: the progress line says how far it is. */
    public void expect(long events) {
        expected = events;
    }

    /** Waits for a moment, counted from the start; false when the feed is to end. */
    public boolean await(Duration moment) throws InterruptedException {
        return pace.await(moment);
    }

    /** Waits for so long, counted from now; false when the feed is to end. */
    public boolean pause(Duration duration) throws InterruptedException {
        return pace.pause(duration);
    }

    /** Waits until the feed is to end. */
    public void awaitEnd() throws InterruptedException {
        pace.awaitEnd();
    }

    /** Returns when there is room for the event, which is at once unless Kafka is away. Thread-safe. */
    public void write(OutgoingEvent event) {
        writer.write(event);
    }

    /** Tells a person something, on a line of its own. */
    public void news(String text) {
        progress.news(text);
    }

    @Override
    public void close() {
        writer.close();
        progress.end(line());
        stopSignal.ended();
    }

    private String line() {
        double seconds = Math.max(pace.elapsed().toMillis(), 1) / 1000.0;
        return String.format(
                Locale.ROOT,
                "%s: %,d events%s%s; %.0f s, %.1f per second",
                name,
                writer.written(),
                expected == 0 ? "" : String.format(Locale.ROOT, " of %,d", expected),
                writer.lost() == 0 ? "" : String.format(Locale.ROOT, ", %,d lost", writer.lost()),
                seconds,
                writer.written() / seconds);
    }
}
