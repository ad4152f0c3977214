package dev.turnstile.publishing.contract;

import static dev.turnstile.publishing.contract.Answers.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Kafka hangs or dies, or the service itself ends: nobody waits long, and nothing acknowledged is lost. */
public abstract class OutageContract extends ServiceContract {

    private static final Duration LONGEST_RECOVERY = Duration.ofMinutes(2);
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(3);

    protected OutageContract(ServiceUnderTest service) {
        super(service);
    }

    @BeforeEach
    @AfterEach
    void kafka_is_there() throws Exception {
        if (TestBroker.broker().isAlive()) {
            TestBroker.broker().resume();
        } else {
            TestBroker.broker().restart();
        }
        await().atMost(LONGEST_RECOVERY).until(running()::isReady);
    }

    @Test
    void while_kafka_hangs_the_answer_is_unknown_and_a_retry_settles_it() throws Exception {
        String key = newKey();
        running().post(service().goodBody());

        TestBroker.broker().suspend();
        HttpResponse<String> answer = running().post(service().goodBody(), "Idempotency-Key", key);
        assertProblem(answer, 503);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        await().atMost(LONGEST_RECOVERY).until(() -> !running().isReady());
        assertThat(running().manage("/health/liveness").statusCode()).isEqualTo(200);

        TestBroker.broker().resume();
        await().atMost(LONGEST_RECOVERY).until(running()::isReady);
        String event = await().atMost(LONGEST_RECOVERY)
                .until(
                        () -> running().post(service().goodBody(), "Idempotency-Key", key),
                        retry -> retry.statusCode() == 201)
                .body();

        // The first attempt may have arrived after all; then it is the same event, and counted once.
        assertThat(TestBroker.read(service().topic()))
                .filteredOn(published -> published.key().equals(idOf(event)))
                .isNotEmpty();
    }

    @Test
    void while_kafka_hangs_everyone_is_answered_in_time() throws Exception {
        running().post(service().goodBody());
        TestBroker.broker().suspend();

        List<Duration> slowest = new ArrayList<>();
        for (int round = 0; round < 3; round++) {
            slowest.add(slowestOf(100));
        }

        // The best of three: a busy machine may lose a second by itself, but not every time.
        assertThat(slowest).anySatisfy(took -> assertThat(took).isLessThan(LONGEST_ANSWER));
    }

    @Test
    void while_kafka_is_dead_nothing_is_acknowledged_and_afterwards_all_is_well() throws Exception {
        TestBroker.broker().kill();

        HttpResponse<String> answer = running().post(service().goodBody());
        assertProblem(answer, 503);
        HttpResponse<String> batch = running()
                .postBatch(
                        "application/x-ndjson",
                        service().goodBody() + "\n" + service().goodBody());
        assertThat(batch.statusCode()).isEqualTo(207);
        assertThat(Answers.json(batch)
                        .path("items")
                        .valueStream()
                        .map(item -> item.path("status").asInt()))
                .containsExactly(503, 503);

        TestBroker.broker().restart();
        await().atMost(LONGEST_RECOVERY)
                .until(() -> running().post(service().goodBody()).statusCode() == 201);
    }

    @Test
    void an_orderly_end_under_load_loses_nothing_that_was_acknowledged() throws Exception {
        RunningService ending = RunningService.start(service(), "RATE_LIMIT=0");
        Set<String> acknowledged = ConcurrentHashMap.newKeySet();
        var callers = Executors.newFixedThreadPool(8);
        try {
            for (int i = 0; i < 8; i++) {
                callers.execute(() -> postUntilItEnds(ending, acknowledged));
            }
            await().atMost(LONGEST_RECOVERY).until(() -> acknowledged.size() > 500);
        } finally {
            ending.close();
            callers.shutdown();
        }
        await().atMost(LONGEST_RECOVERY).until(callers::isTerminated);

        Set<String> published = TestBroker.read(service().topic()).stream()
                .map(TestBroker.Published::key)
                .collect(Collectors.toSet());
        assertThat(published).containsAll(acknowledged);
    }

    private void postUntilItEnds(RunningService ending, Set<String> acknowledged) {
        try {
            while (true) {
                HttpResponse<String> answer = ending.post(service().goodBody());
                if (answer.statusCode() == 201) {
                    acknowledged.add(idOf(answer.body()));
                }
            }
        } catch (java.io.UncheckedIOException e) {
            // It takes no more requests.
        }
    }

    private Duration slowestOf(int requests) throws Exception {
        var callers = Executors.newFixedThreadPool(requests);
        try {
            Callable<Duration> request = () -> {
                long start = System.nanoTime();
                assertProblem(running().post(service().goodBody()), 503);
                return Duration.ofNanos(System.nanoTime() - start);
            };
            List<Callable<Duration>> all = new ArrayList<>();
            for (int i = 0; i < requests; i++) {
                all.add(request);
            }
            Duration slowest = Duration.ZERO;
            for (Future<Duration> took : callers.invokeAll(all)) {
                slowest = took.get().compareTo(slowest) > 0 ? took.get() : slowest;
            }
            return slowest;
        } finally {
            callers.shutdown();
        }
    }
}
