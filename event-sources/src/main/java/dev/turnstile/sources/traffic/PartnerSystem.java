package dev.turnstile.sources.traffic;

import dev.turnstile.events.Topics;
import dev.turnstile.sources.customers.Activity;
import dev.turnstile.sources.customers.Activity.BookTickets;
import dev.turnstile.sources.customers.Activity.PlaceOrder;
import dev.turnstile.sources.kafka.EventWriter;
import dev.turnstile.sources.kafka.OutgoingEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/** A partner with a slow system of its own: it writes events straight to the topics, minutes after they happened. */
final class PartnerSystem implements AutoCloseable {

    private static final int MOST_WAITING = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final EventWriter writer;
    /** A thread of its own: writing waits while Kafka is away, and the rest of the traffic should not. */
    private final ThreadPoolExecutor sender;

    private final LongAdder turnedAway = new LongAdder();

    PartnerSystem(Map<String, Object> kafka, Consumer<String> news) {
        this.writer = new EventWriter("partner-system", kafka, EventWriter.ORDINARY_BYTES, PATIENCE, news);
        this.sender = new ThreadPoolExecutor(
                1,
                1,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(MOST_WAITING),
                (task, full) -> turnedAway.increment());
    }

    void write(String id, Activity activity, Instant happenedAt) {
        sender.execute(() -> writer.write(event(id, activity, happenedAt)));
    }

    long written() {
        return writer.written();
    }

    /** Not written, because Kafka was away for too long. */
    long lost() {
        return writer.lost() + turnedAway.sum();
    }

    @Override
    public void close() {
        sender.shutdown();
        writer.close();
    }

    private static OutgoingEvent event(String id, Activity activity, Instant happenedAt) {
        if (activity instanceof BookTickets booking) {
            return new OutgoingEvent(
                    Topics.TICKET_BOOKINGS, id, booking.booked(id, happenedAt).toJson());
        }
        PlaceOrder order = (PlaceOrder) activity;
        return new OutgoingEvent(Topics.ORDERS, id, order.placed(id, happenedAt).toJson());
    }
}
