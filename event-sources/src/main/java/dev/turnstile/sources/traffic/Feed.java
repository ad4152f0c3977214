package dev.turnstile.sources.traffic;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import dev.turnstile.sources.customers.Activity.BookTickets;
import dev.turnstile.sources.rest.Answer;
import dev.turnstile.sources.rest.Post;
import dev.turnstile.sources.rest.ServiceClient;
import dev.turnstile.sources.traffic.Occurrence.LateRecord;
import dev.turnstile.sources.traffic.Occurrence.RepeatedRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Lets the traffic happen in its time: requests to the services, late records to the partner's system. */
final class Feed {

    /** As long as {@code long} can count in nanoseconds, give or take. */
    static final Duration ENDLESS = Duration.ofDays(100_000);

    private static final int MOST_IN_FLIGHT = 64;

    /** Behind by more, it goes on from where it is: after an outage nobody comes twice as fast. */
    private static final Duration LONGEST_BEHIND = Duration.ofSeconds(1);

    private static final Duration LONGEST_END = Duration.ofSeconds(5);

    private final Traffic traffic;
    private final String run;
    private final ServiceClient bookings;
    private final ServiceClient orders;
    private final PartnerSystem partner;
    private final Tally tally;
    private final Consumer<String> news;
    private final Semaphore inFlight = new Semaphore(MOST_IN_FLIGHT);
    private final CountDownLatch stop = new CountDownLatch(1);

    /** @param run is part of every key and id: no two runs have the same */
    Feed(
            Traffic traffic,
            String run,
            ServiceClient bookings,
            ServiceClient orders,
            PartnerSystem partner,
            Tally tally,
            Consumer<String> news) {
        this.traffic = traffic;
        this.run = run;
        this.bookings = bookings;
        this.orders = orders;
        this.partner = partner;
        this.tally = tally;
        this.news = news;
    }

    /** Runs until the time is over or {@link #stop()} is called, and then until everything in flight is answered. */
    void run(Duration duration) throws InterruptedException {
        long start = System.nanoTime();
        long end = duration.toNanos();
        long behind = 0;
        Occurrence next = traffic.next();
        while (!stop.await(Math.min(next.at().toNanos() + behind, end) - (System.nanoTime() - start), NANOSECONDS)) {
            long now = System.nanoTime() - start;
            if (now >= end) {
                break;
            }
            if (now - next.at().toNanos() - behind > LONGEST_BEHIND.toNanos()) {
                behind = now - next.at().toNanos();
            }
            happen(next);
            next = traffic.next();
        }
        inFlight.tryAcquire(MOST_IN_FLIGHT, LONGEST_END.toNanos(), NANOSECONDS);
        bookings.close();
        orders.close();
        partner.close();
    }

    void stop() {
        stop.countDown();
    }

    private void happen(Occurrence occurrence) throws InterruptedException {
        if (occurrence.delivery() instanceof LateRecord late) {
            partner.write(
                    "partner-" + run + "-" + occurrence.number(),
                    occurrence.activity(),
                    Clock.systemUTC().instant().minus(late.lateness()));
            return;
        }
        boolean isBooking = occurrence.activity() instanceof BookTickets;
        ServiceClient service = isBooking ? bookings : orders;
        Post post = new Post(
                isBooking ? "/bookings" : "/orders",
                "traffic-" + run + "-" + occurrence.number(),
                occurrence.activity().toRequest());
        while (!inFlight.tryAcquire(LONGEST_BEHIND.toNanos(), NANOSECONDS)) {
            if (stop.getCount() == 0) {
                return;
            }
        }
        send(service, post, answer -> count(answer, isBooking));
        if (occurrence.delivery() instanceof RepeatedRequest repeated) {
            Executor later = CompletableFuture.delayedExecutor(repeated.after().toMillis(), TimeUnit.MILLISECONDS);
            later.execute(() -> repeat(service, post));
        }
    }

    /** The client has not seen the answer and asks again; not when there is no room, as it is only for show. */
    private void repeat(ServiceClient service, Post post) {
        if (inFlight.tryAcquire()) {
            tally.repeated.increment();
            send(service, post, answer -> {});
        }
    }

    private void send(ServiceClient service, Post post, Consumer<Answer> counter) {
        CompletableFuture<?> unused = service.post(post).whenComplete((answer, failure) -> {
            inFlight.release();
            if (failure == null) {
                counter.accept(answer);
            } else {
                news.accept("A request has failed: " + failure);
            }
        });
    }

    private void count(Answer answer, boolean isBooking) {
        if (answer.isTaken()) {
            (isBooking ? tally.bookings : tally.orders).increment();
            return;
        }
        tally.refused.increment();
        if (tally.refused.sum() == 1) {
            news.accept("A request was refused for good: " + answer);
        }
    }
}
