package dev.turnstile.publishing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.turnstile.events.Reading;
import dev.turnstile.events.RejectionReason;
import dev.turnstile.events.TopicDefinition;
import dev.turnstile.publishing.body.Sender;
import dev.turnstile.publishing.idempotency.EventIds;
import dev.turnstile.publishing.idempotency.IdempotencyKey;
import dev.turnstile.publishing.idempotency.RecentRequests;
import dev.turnstile.publishing.kafka.EventRecord;
import dev.turnstile.publishing.kafka.NotPublished;
import dev.turnstile.publishing.kafka.NotPublished.Fate;
import dev.turnstile.publishing.problems.Problem;
import dev.turnstile.publishing.problems.ProblemKind;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PublishingTest {

    private static final Instant NOW = Instant.parse("2026-11-20T10:30:00.123456Z");
    private static final TopicDefinition NOTES = new TopicDefinition("notes", "id", 1, Duration.ofDays(1));

    private final Topic topic = new Topic();
    private final Publishing publishing = new Publishing(
            topic, NOTES, new RecentRequests(), Clock.fixed(NOW, ZoneOffset.UTC), new SimpleMeterRegistry());

    @Test
    void there_is_no_verdict_before_the_acknowledgement() {
        CompletableFuture<Verdict> verdict = publish("hello", null);
        assertThat(verdict).isNotDone();

        topic.acknowledge(0);

        assertThat(verdict.join()).isInstanceOfSatisfying(Verdict.Published.class, published -> {
            assertThat(published.isReplay()).isFalse();
            assertThat(published.event()).isEqualTo(topic.events.get(0));
            assertThat(text(published.event().answer())).isEqualTo("hello at 2026-11-20T10:30:00.123Z");
        });
    }

    @Test
    void a_body_that_is_not_good_is_not_published() {
        Problem problem = refusal(publish("", null));

        assertThat(problem.kind()).isEqualTo(ProblemKind.INVALID_BODY);
        assertThat(problem.errors())
                .singleElement()
                .satisfies(error -> assertThat(error.field()).isEqualTo("/text"));
        assertThat(topic.events).isEmpty();
    }

    @Test
    void an_event_that_readers_would_reject_for_its_size_is_not_published() {
        Problem problem = refusal(publish("x".repeat(64 * 1024), "k"));

        assertThat(problem.kind()).isEqualTo(ProblemKind.TOO_LARGE);
        assertThat(topic.events).isEmpty();
    }

    @Test
    void a_retry_is_answered_from_memory() {
        CompletableFuture<Verdict> first = publish("hello", "k");
        topic.acknowledge(0);
        assertThat(first).isDone();

        assertThat(publish("hello", "k").join())
                .isInstanceOfSatisfying(
                        Verdict.Published.class,
                        published -> assertThat(published.isReplay()).isTrue());
        assertThat(topic.events).hasSize(1);
    }

    @Test
    void a_retry_that_is_too_early_and_another_body_are_refused() {
        assertThat(publish("hello", "k")).isNotDone();

        assertThat(refusal(publish("hello", "k")).kind()).isEqualTo(ProblemKind.STILL_IN_FLIGHT);
        assertThat(refusal(publish("goodbye", "k")).kind()).isEqualTo(ProblemKind.KEY_REUSED);
        assertThat(topic.events).hasSize(1);
    }

    @Test
    void after_an_unknown_outcome_a_retry_with_the_key_goes_through() {
        CompletableFuture<Verdict> first = publish("hello", "k");
        topic.fail(0, Fate.UNKNOWN);
        Problem problem = refusal(first);
        assertThat(problem.kind()).isEqualTo(ProblemKind.OUTCOME_UNKNOWN);
        assertThat(problem.detail()).contains("Retry with the same key");
        assertThat(problem.retryAfter()).isPositive();

        CompletableFuture<Verdict> retry = publish("hello", "k");
        topic.acknowledge(1);

        assertThat(retry.join()).isInstanceOf(Verdict.Published.class);
        assertThat(topic.ids.get(1)).isEqualTo(topic.ids.get(0));
        assertThat(topic.events.get(1)).isEqualTo(topic.events.get(0));
    }

    @Test
    void what_was_not_sent_says_so_and_frees_the_key() {
        CompletableFuture<Verdict> overloaded = publish("hello", "k");
        topic.fail(0, Fate.OVERLOADED);
        assertThat(refusal(overloaded).kind()).isEqualTo(ProblemKind.OVERLOADED);

        CompletableFuture<Verdict> unreachable = publish("goodbye", "k");
        topic.fail(1, Fate.UNREACHABLE);
        assertThat(refusal(unreachable).kind()).isEqualTo(ProblemKind.NOT_PUBLISHED);
    }

    @Test
    void who_is_never_answered_by_kafka_is_answered_in_time_and_a_late_acknowledgement_is_remembered() {
        CompletableFuture<Verdict> verdict = publish("hello", "k");

        await().atMost(Duration.ofSeconds(30)).until(verdict::isDone);
        assertThat(refusal(verdict).kind()).isEqualTo(ProblemKind.OUTCOME_UNKNOWN);

        topic.acknowledge(0);
        assertThat(publish("hello", "k").join()).isInstanceOf(Verdict.Published.class);
        assertThat(topic.events).hasSize(1);
    }

    @Test
    void nothing_is_sent_that_could_not_be_answered_in_time() {
        long longAgo = System.nanoTime() - Duration.ofSeconds(2).toNanos();

        CompletableFuture<Verdict> verdict = publishing.publish(
                new Sender("anyone", null, longAgo), EventIds.NO_ITEM, bytes("hello"), PublishingTest::read);

        assertThat(refusal(verdict).kind()).isEqualTo(ProblemKind.OVERLOADED);
        assertThat(topic.events).isEmpty();
    }

    private CompletableFuture<Verdict> publish(String text, @Nullable String key) {
        IdempotencyKey idempotencyKey = key == null ? null : new IdempotencyKey(key);
        Sender sender = new Sender("anyone", idempotencyKey, System.nanoTime());
        return publishing.publish(sender, EventIds.NO_ITEM, bytes(text), PublishingTest::read);
    }

    private static Problem refusal(CompletableFuture<Verdict> verdict) {
        return ((Verdict.Refused) verdict.join()).problem();
    }

    /** A note is good unless it is empty. */
    private static Reading<Note> read(byte[] body) {
        return body.length == 0
                ? new Reading.Rejected<>(
                        List.of(new Reading.Problem("/text", RejectionReason.MISSING_FIELD, "is required")))
                : new Reading.Accepted<>(new Note(text(body)));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private record Note(String text) implements EventRequest {
        @Override
        public EventRecord toEvent(String id, Instant at) {
            return EventRecord.of(id, bytes(text + " at " + at));
        }
    }

    /** A topic that acknowledges when it is told to. */
    private static final class Topic implements dev.turnstile.publishing.kafka.EventPublisher {

        private final List<String> ids = new ArrayList<>();
        private final List<EventRecord> events = new ArrayList<>();
        private final List<CompletableFuture<Void>> sent = new ArrayList<>();

        @Override
        public CompletableFuture<Void> publish(String topic, EventRecord event) {
            ids.add(event.key());
            events.add(event);
            sent.add(new CompletableFuture<>());
            return sent.get(sent.size() - 1);
        }

        private void acknowledge(int index) {
            sent.get(index).complete(null);
        }

        private void fail(int index, Fate fate) {
            sent.get(index).completeExceptionally(new NotPublished(fate, null));
        }
    }
}
