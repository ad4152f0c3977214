package dev.turnstile.publishing;

import dev.turnstile.events.Reading;
import dev.turnstile.events.TopicDefinition;
import dev.turnstile.events.json.JsonDocument;
import dev.turnstile.publishing.body.Sender;
import dev.turnstile.publishing.idempotency.EventIds;
import dev.turnstile.publishing.idempotency.IdempotencyKey;
import dev.turnstile.publishing.idempotency.RecentRequests;
import dev.turnstile.publishing.idempotency.RecentRequests.Claim;
import dev.turnstile.publishing.idempotency.RecentRequests.Settlement;
import dev.turnstile.publishing.kafka.EventPublisher;
import dev.turnstile.publishing.kafka.EventRecord;
import dev.turnstile.publishing.kafka.NotPublished;
import dev.turnstile.publishing.problems.Problem;
import dev.turnstile.publishing.problems.ProblemKind;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** From a request's body to what became of it: read, given an id and a time, published once, acknowledged. */
final class Publishing {

    /** An answer is due within 3 s, and some of it is for the way. */
    static final Duration LONGEST = Duration.ofMillis(2_700);

    /** Sending may itself wait for up to a second, so none is begun that could not end in time. */
    private static final Duration LATEST_SEND = Duration.ofMillis(1_200);

    private static final Duration WHEN_BUSY = Duration.ofSeconds(1);
    private static final Duration WHEN_KAFKA_IS_AWAY = Duration.ofSeconds(2);

    private final EventPublisher publisher;
    private final String ownTopic;
    private final RecentRequests recent;
    private final Clock clock;
    private final Counter replayed;

    Publishing(
            EventPublisher publisher,
            TopicDefinition topic,
            RecentRequests recent,
            Clock clock,
            MeterRegistry metrics) {
        this.publisher = publisher;
        this.ownTopic = topic.name();
        this.recent = recent;
        this.clock = clock;
        this.replayed = Counter.builder("turnstile.replayed")
                .description("Requests that were answered from memory, with nothing new published")
                .register(metrics);
    }

    /**
     * Publishes the event that is asked for, if it is fit to be.
     *
     * @param item the index within a batch, or {@link EventIds#NO_ITEM}
     * @return never completes exceptionally, and at the latest {@link #LONGEST} after the body had arrived
     */
    <R extends EventRequest> CompletableFuture<Verdict> publish(
            Sender sender, int item, byte[] body, RequestReader<R> reader) {
        Reading<R> reading = reader.read(body);
        if (reading instanceof Reading.Rejected<R> rejected) {
            return refused(Problem.of(rejected.problems()));
        }
        R request = ((Reading.Accepted<R>) reading).event();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        IdempotencyKey key = sender.key();
        String topic = request.topic().orElse(ownTopic);
        if (key == null) {
            String id = EventIds.random(now);
            return send(sender, id, topic, request.toEvent(id, now));
        }
        String id = EventIds.ofKey(sender.caller(), topic, key, item);
        Claim claim = recent.claim(id, at -> request.toEvent(id, at), now);
        if (claim instanceof Claim.Publish publish) {
            return send(sender, id, topic, publish.event());
        }
        if (claim instanceof Claim.Replay replay) {
            replayed.increment();
            return CompletableFuture.completedFuture(new Verdict.Published(replay.event(), true));
        }
        if (claim instanceof Claim.StillInFlight) {
            return refused(
                    Problem.of(ProblemKind.STILL_IN_FLIGHT, "Ask again in a moment, with the same key.", WHEN_BUSY));
        }
        return refused(Problem.of(
                ProblemKind.KEY_REUSED, "This Idempotency-Key came with another body before. Use a new key."));
    }

    private CompletableFuture<Verdict> send(Sender sender, String id, String topic, EventRecord event) {
        if (event.recordBytes() > JsonDocument.MOST_BYTES) {
            // It grew by what the server added, such as a header that each row of a batch has.
            settle(sender, id, Settlement.NEVER_SENT);
            return refused(Problem.of(ProblemKind.TOO_LARGE, "The event would be larger than 64 KiB."));
        }
        Duration gone = Duration.ofNanos(System.nanoTime() - sender.arrivedNanos());
        if (gone.compareTo(LATEST_SEND) > 0) {
            settle(sender, id, Settlement.NEVER_SENT);
            return refused(problemOf(NotPublished.Fate.OVERLOADED, sender));
        }
        CompletableFuture<Verdict> ended =
                publisher.publish(topic, event).handle((done, failure) -> ended(sender, id, event, failure));
        // A copy: the end is to be settled whenever it comes, also when the client has been told "unknown" by then.
        return ended.copy()
                .completeOnTimeout(
                        new Verdict.Refused(problemOf(NotPublished.Fate.UNKNOWN, sender)),
                        LONGEST.minus(gone).toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    private Verdict ended(Sender sender, String id, EventRecord event, @Nullable Throwable failure) {
        if (failure == null) {
            settle(sender, id, Settlement.ACKNOWLEDGED);
            return new Verdict.Published(event, false);
        }
        NotPublished.Fate fate = failure instanceof NotPublished known ? known.fate() : NotPublished.Fate.UNKNOWN;
        settle(sender, id, fate == NotPublished.Fate.UNKNOWN ? Settlement.UNKNOWN : Settlement.NEVER_SENT);
        return new Verdict.Refused(problemOf(fate, sender));
    }

    private void settle(Sender sender, String id, Settlement settlement) {
        if (sender.key() != null) {
            recent.settle(id, settlement);
        }
    }

    private static Problem problemOf(NotPublished.Fate fate, Sender sender) {
        return switch (fate) {
            case OVERLOADED -> Problem.of(ProblemKind.OVERLOADED, "Nothing was published. Ask again.", WHEN_BUSY);
            case UNREACHABLE ->
                Problem.of(ProblemKind.NOT_PUBLISHED, "Nothing was published. Ask again.", WHEN_KAFKA_IS_AWAY);
            case UNKNOWN ->
                Problem.of(
                        ProblemKind.OUTCOME_UNKNOWN,
                        sender.key() == null
                                ? "Unknown: it may be published or not. With an Idempotency-Key a retry would be safe."
                                : "Unknown: it may be published or not. Retry with the same key.",
                        WHEN_KAFKA_IS_AWAY);
        };
    }

    private static CompletableFuture<Verdict> refused(Problem problem) {
        return CompletableFuture.completedFuture(new Verdict.Refused(problem));
    }
}
