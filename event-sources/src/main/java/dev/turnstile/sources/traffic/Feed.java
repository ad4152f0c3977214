package dev.turnstile.sources.traffic;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import dev.turnstile.sources.customers.Activity.BookTickets;
import dev.turnstile.sources.rest.Answer;
import dev.turnstile.sources.rest.Post;
import dev.turnstile.sources.rest.ServiceClient;
import dev.turnstile.sources.run.Pace;
import dev.turnstile.sources.traffic.Occurrence.LateRecord;
import dev.turnstile.sources.traffic.Occurrence.RepeatedRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Lets the traffic happen in its time: requests to the services, late records to the partner's system. */
final class Feed {

    private static final int MOST_IN_FLIGHT = 64;
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
    private static final Duration LONGEST_END = Duration.ofSeconds(5);

    private final Traffic traffic;
    private final String run;
    private final ServiceClient bookings;
    private final ServiceClient orders;
    private final PartnerSystem partner;
    private final Tally tally;
    private final Consumer<String> news;
    private final Semaphore inFlight = new Semaphore(MOST_IN_FLIGHT);
    private final Pace pace;

    /** @param run is part of every key and id: no two runs have the same */
    Feed(
            Traffic traffic,
            String run,
            ServiceClient bookings,
            ServiceClient orders,
            PartnerSystem partner,
            Tally tally,
            Pace pace,
            Consumer<String> news) {
        this.traffic = traffic;
        this.run = run;
        this.bookings = bookings;
        this.orders = orders;
        this.partner = partner;
        this.tally = tally;
        this.pace = pace;
        this.news = news;
    }

    /** Runs until the pace ends, and then until everything in flight is answered. */
    void run() throws InterruptedException {
        Occurrence next = traffic.next();
        while (pace.await(next.at())) {
            happen(next);
            next = traffic.next();
        }
        inFlight.tryAcquire(MOST_IN_FLIGHT, LONGEST_END.toNanos(), NANOSECONDS);
        bookings.close();
        orders.close();
        partner.close();
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
        while (!inFlight.tryAcquire(BETWEEN_LOOKS.toNanos(), NANOSECONDS)) {
            if (pace.isStopped()) {
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
