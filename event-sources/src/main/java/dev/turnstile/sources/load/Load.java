package dev.turnstile.sources.load;

import dev.turnstile.events.Reading;
import dev.turnstile.events.bookings.Booking;
import dev.turnstile.events.json.JsonWriter;
import dev.turnstile.events.orders.Order;
import dev.turnstile.sources.customers.Activity;
import dev.turnstile.sources.customers.Activity.BookTickets;
import dev.turnstile.sources.customers.Customers;
import dev.turnstile.sources.rest.Answer;
import dev.turnstile.sources.rest.EventCall;
import dev.turnstile.sources.rest.ServiceClient;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Some clients, each of which posts one event after the other, until all are acknowledged. */
final class Load {

    private final int bookings;
    private final int total;
    private final String run;
    private final Duration patience;
    private final ServiceClient bookingService;
    private final ServiceClient orderService;
    private final Customers customers;
    private final Acknowledged acknowledged = new Acknowledged();
    private final Latencies latencies;
    private int taken;
    private int replays;
    private @Nullable String firstFailure;

    /** @param patience how long one event is tried before the load has failed */
    Load(
            int bookings,
            int orders,
            long seed,
            String run,
            Duration patience,
            ServiceClient bookingService,
            ServiceClient orderService) {
        this.bookings = bookings;
        this.total = bookings + orders;
        this.run = run;
        this.patience = patience;
        this.bookingService = bookingService;
        this.orderService = orderService;
        this.customers = new Customers(new Random(seed));
        this.latencies = new Latencies(total);
    }

    /** Returns once everything is acknowledged, or an event could not be. */
    void run(int clients) throws InterruptedException {
        ExecutorService pool = Executors.newFixedThreadPool(clients, Load::daemon);
        List<Future<?>> working = new ArrayList<>();
        for (int client = 0; client < clients; client++) {
            working.add(pool.submit(this::work));
        }
        try {
            for (Future<?> client : working) {
                client.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("a client has failed: " + e.getCause(), e);
        } finally {
            pool.shutdownNow();
            bookingService.close();
            orderService.close();
        }
    }

    /** Why not everything was acknowledged; null when it was. */
    synchronized @Nullable String failure() {
        return firstFailure;
    }

    long acknowledged() {
        return acknowledged.events();
    }

    /** The account, as one JSON object. */
    synchronized byte[] account(int clients, Duration elapsed) {
        double seconds = Math.max(elapsed.toMillis(), 1) / 1000.0;
        return JsonWriter.write(json -> {
            json.text("run", run)
                    .number("clients", clients)
                    .number("seconds", seconds)
                    .number("per_second", Math.round(acknowledged.events() / seconds))
                    .number("retries", bookingService.retries() + orderService.retries())
                    .number("replays", replays);
            latencies.writeTo(json);
            acknowledged.writeTo(json);
        });
    }

    private Void work() throws InterruptedException, IOException {
        Task task;
        while ((task = nextTask()) != null) {
            long start = System.nanoTime();
            Answer answer = answer(task);
            if (answer != null) {
                latencies.add(System.nanoTime() - start);
                account(task, answer);
            }
        }
        return null;
    }

    private record Task(boolean isBooking, EventCall call) {}

    /** The same customers do the same in every run of a seed; which client serves them differs. */
    private synchronized @Nullable Task nextTask() {
        if (taken == total || firstFailure != null) {
            return null;
        }
        int number = taken++;
        // Spread evenly among the orders.
        boolean isBooking = (number + 1L) * bookings / total > (long) number * bookings / total;
        Activity activity = isBooking ? customers.bookTickets() : customers.placeOrder();
        String path = activity instanceof BookTickets ? "/bookings" : "/orders";
        return new Task(isBooking, EventCall.post(path, "load-" + run + "-" + number, activity.toRequest()));
    }

    private @Nullable Answer answer(Task task) throws InterruptedException {
        ServiceClient service = task.isBooking() ? bookingService : orderService;
        try {
            return service.send(task.call()).get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            fail("no answer to " + task.call().key() + " for " + patience);
            return null;
        } catch (ExecutionException e) {
            throw new IllegalStateException("the client of the service has failed", e);
        }
    }

    private void account(Task task, Answer answer) {
        Instant now = Instant.now();
        Reading<?> reading = task.isBooking() ? Booking.read(answer.body(), now) : Order.read(answer.body(), now);
        if (!answer.isTaken() || !(reading instanceof Reading.Accepted<?> event)) {
            fail(task.call().key() + " was answered " + answer);
            return;
        }
        if (event.event() instanceof Booking booking) {
            acknowledged.add(booking);
        } else {
            acknowledged.add((Order) event.event());
        }
        if (answer.isReplay()) {
            countReplay();
        }
    }

    private synchronized void countReplay() {
        replays++;
    }

    private synchronized void fail(String reason) {
        if (firstFailure == null) {
            firstFailure = reason;
        }
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "client");
        thread.setDaemon(true);
        return thread;
    }
}
