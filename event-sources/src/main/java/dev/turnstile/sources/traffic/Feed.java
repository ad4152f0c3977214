package dev.turnstile.sources.traffic;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import dev.turnstile.events.Money;
import dev.turnstile.events.Reading;
import dev.turnstile.events.json.JsonReader;
import dev.turnstile.events.json.JsonWriter;
import dev.turnstile.sources.customers.Activity;
import dev.turnstile.sources.customers.Activity.BookTickets;
import dev.turnstile.sources.customers.Activity.PlaceOrder;
import dev.turnstile.sources.rest.Answer;
import dev.turnstile.sources.rest.EventCall;
import dev.turnstile.sources.rest.ServiceClient;
import dev.turnstile.sources.run.Pace;
import dev.turnstile.sources.traffic.Occurrence.LateRecord;
import dev.turnstile.sources.traffic.Occurrence.RepeatedRequest;
import dev.turnstile.sources.traffic.Occurrence.UndoneRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

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
        EventCall call = EventCall.post(
                isBooking ? "/bookings" : "/orders",
                "traffic-" + run + "-" + occurrence.number(),
                occurrence.activity().toRequest());
        while (!inFlight.tryAcquire(BETWEEN_LOOKS.toNanos(), NANOSECONDS)) {
            if (pace.isStopped()) {
                return;
            }
        }
        send(service, call, answer -> {
            count(answer, isBooking ? tally.bookings : tally.orders);
            if (occurrence.delivery() instanceof UndoneRequest undone && answer.isTaken()) {
                after(undone.after(), () -> undo(service, call, occurrence.activity(), answer));
            }
        });
        if (occurrence.delivery() instanceof RepeatedRequest repeated) {
            after(repeated.after(), () -> repeat(service, call));
        }
    }

    private static void after(Duration delay, Runnable what) {
        CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS)
                .execute(what);
    }

    /** A booking as a whole; an order wholly, or what one piece of it costs. Not when there is no room, as above. */
    private void undo(ServiceClient service, EventCall done, Activity activity, Answer answer) {
        String id = idIn(answer.body(), activity instanceof BookTickets ? "booking_id" : "order_id");
        if (id == null || !inFlight.tryAcquire()) {
            return;
        }
        String path = done.path() + "/" + id;
        String key = done.key() + "-undone";
        EventCall call;
        if (activity instanceof PlaceOrder order) {
            Money price = order.items().get(0).price();
            boolean isWhole = order.items().size() == 1;
            call = EventCall.post(path + "/refunds", key, JsonWriter.write(json -> {
                if (!isWhole) {
                    json.money("amount", price);
                }
            }));
        } else {
            call = new EventCall("DELETE", path, key, new byte[0]);
        }
        send(service, call, undone -> count(undone, tally.undone));
    }

    private static @Nullable String idIn(byte[] event, String field) {
        Reading<String> reading = JsonReader.read(event, in -> {
            String id = "";
            String name;
            while ((name = in.nextField()) != null) {
                if (name.equals(field)) {
                    id = in.text();
                }
            }
            return new Reading.Accepted<>(id == null ? "" : id);
        });
        return reading instanceof Reading.Accepted<String> accepted
                        && !accepted.event().isEmpty()
                ? accepted.event()
                : null;
    }

    /** The client has not seen the answer and asks again; not when there is no room, as it is only for show. */
    private void repeat(ServiceClient service, EventCall call) {
        if (inFlight.tryAcquire()) {
            tally.repeated.increment();
            send(service, call, answer -> {});
        }
    }

    private void send(ServiceClient service, EventCall call, Consumer<Answer> counter) {
        CompletableFuture<?> unused = service.send(call).whenComplete((answer, failure) -> {
            inFlight.release();
            if (failure == null) {
                counter.accept(answer);
            } else {
                news.accept("A request has failed: " + failure);
            }
        });
    }

    private void count(Answer answer, LongAdder taken) {
        if (answer.isTaken()) {
            taken.increment();
            return;
        }
        tally.refused.increment();
        if (tally.refused.sum() == 1) {
            news.accept("A request was refused for good: " + answer);
        }
    }
}
