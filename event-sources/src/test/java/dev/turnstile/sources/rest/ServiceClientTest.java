package dev.turnstile.sources.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceClientTest {

    private static final EventCall BOOKING = EventCall.post(
            "/bookings", "key-1", "{\"event_id\":\"match-2\",\"user_id\":\"u-1\",\"ticket_count\":2}".getBytes(UTF_8));

    private final ServiceFake service = new ServiceFake();
    private final List<String> news = new CopyOnWriteArrayList<>();
    private final ServiceClient client = new ServiceClient(service.address(), null, news::add);

    @AfterEach
    void close() {
        client.close();
        service.close();
    }

    @Test
    void what_is_taken_at_once_is_sent_once() throws Exception {
        Answer answer = answer(client.send(BOOKING));

        assertThat(answer.isTaken()).isTrue();
        assertThat(answer.attempts()).isEqualTo(1);
        assertThat(new String(answer.body(), UTF_8)).contains("\"booking_id\":\"id-of-key-1\"");
        assertThat(client.retries()).isZero();
        assertThat(news).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {503, 429, 409, 500, 502, 504})
    void what_may_succeed_later_is_sent_again_under_the_same_key(int status) throws Exception {
        service.answerNext(status);

        assertThat(answer(client.send(BOOKING)).attempts()).isEqualTo(2);
        assertThat(service.requests())
                .hasSize(2)
                .containsOnly(service.requests().get(0));
        assertThat(service.taken()).hasSize(1);
        assertThat(client.retries()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 404, 413, 415, 422})
    void what_is_refused_is_not_sent_again(int status) throws Exception {
        service.answerNext(status);

        Answer answer = answer(client.send(BOOKING));

        assertThat(answer.isTaken()).isFalse();
        assertThat(answer).hasToString(status + " {\"title\":\"trouble\"}");
        assertThat(service.requests()).hasSize(1);
    }

    @Test
    void the_service_says_how_long_to_wait() throws Exception {
        service.answerNext(503, "Retry-After", "1");
        long start = System.nanoTime();

        assertThat(answer(client.send(BOOKING)).attempts()).isEqualTo(2);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofSeconds(1));
    }

    @Test
    void a_wait_that_is_not_understood_is_as_good_as_none() throws Exception {
        service.answerNext(503, "Retry-After", "Fri, 20 Nov 2026 21:00:00 GMT");

        assertThat(answer(client.send(BOOKING)).attempts()).isEqualTo(2);
    }

    @Test
    void a_service_that_is_not_there_yet_gets_the_event_when_it_is() throws Exception {
        int port = freePort();
        var early = new ServiceClient(URI.create("http://127.0.0.1:" + port), null, news::add);
        CompletableFuture<Answer> answer = early.send(BOOKING);
        await().atMost(Duration.ofSeconds(60)).until(() -> early.retries() >= 2);

        try (var late = new ServiceFake(port)) {
            assertThat(answer(answer).isTaken()).isTrue();
            assertThat(late.requests()).extracting(ServiceFake.Request::key).containsOnly("key-1");
        }
        assertThat(news).hasSize(2);
        assertThat(news.get(0)).contains("does not answer", "under the same keys");
        assertThat(news.get(1)).contains("takes events again");
    }

    @Test
    void a_repetition_is_known_as_one() throws Exception {
        assertThat(answer(client.send(BOOKING)).isReplay()).isFalse();
        assertThat(answer(client.send(BOOKING)).isReplay()).isTrue();
        assertThat(service.taken()).hasSize(1);
    }

    @Test
    void once_closed_nothing_is_sent_again() {
        service.answerNext(503);
        client.close();

        CompletableFuture<Answer> answer = client.send(BOOKING);

        await().atMost(Duration.ofSeconds(60)).until(() -> service.requests().size() == 1);
        await().during(Duration.ofMillis(500)).until(() -> service.requests().size() == 1 && !answer.isDone());
    }

    @Test
    void pauses_grow_up_to_a_bound() {
        for (int attempts = 1; attempts < 100; attempts++) {
            long most = Math.min(5_000, 100L << Math.min(attempts - 1, 10));
            assertThat(Pause.after(attempts)).isBetween(Duration.ofMillis(most / 2), Duration.ofMillis(most));
        }
    }

    private static Answer answer(CompletableFuture<Answer> answer) throws Exception {
        return answer.get(60, TimeUnit.SECONDS);
    }

    private static int freePort() throws Exception {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
