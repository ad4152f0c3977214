package dev.turnstile.publishing.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnstile.events.Reading;
import dev.turnstile.publishing.contract.HostileBodies.Hostile;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is sent, the answer says what is wrong with it, and the next good request is answered as ever. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class HostileInputContract extends ServiceContract {

    private static final long SEED = 20_261_120;
    private static final int MUTATIONS = 2_000;
    private static final long MOST_GROWTH_BYTES = 48L * 1024 * 1024;

    protected HostileInputContract(ServiceUnderTest service) {
        super(service);
    }

    List<Hostile> bodies() {
        return HostileBodies.madeOf(service().goodBody());
    }

    @AfterEach
    void the_next_good_request_is_answered_as_ever() {
        assertThat(running().post(service().goodBody()).statusCode()).isEqualTo(201);
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void a_hostile_body_is_told_what_is_wrong_with_it(Hostile hostile) throws IOException {
        try (RawHttp connection = connect()) {
            assertAnswer(connection.post(service().path(), hostile.body()), hostile.status());
        }
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void a_hostile_item_spoils_no_other(Hostile hostile) {
        // What is no line of its own, or too much for a batch, is not for here.
        String item = new String(hostile.body(), StandardCharsets.UTF_8);
        if (item.contains("\n") || item.isBlank() || hostile.body().length > 900_000 || item.indexOf('\uFFFD') >= 0) {
            return;
        }
        var answer = running()
                .postBatch("application/x-ndjson", item + "\n" + service().goodBody());

        assertThat(answer.statusCode()).isEqualTo(207);
        assertThat(Answers.json(answer)
                        .path("items")
                        .valueStream()
                        .map(one -> one.path("status").asInt()))
                .containsExactly(hostile.status(), 201);
    }

    @Test
    void endless_chunks_come_to_an_end() throws IOException {
        try (RawHttp connection = connect()) {
            connection.say(head("Transfer-Encoding: chunked"));
            String chunk = "400\r\n" + " ".repeat(1024) + "\r\n";
            for (int i = 0; i < 65; i++) {
                connection.say(chunk);
            }
            assertAnswer(connection.answer(), 413);
        }
    }

    @Test
    void ten_megabytes_are_not_listened_to() throws IOException {
        try (RawHttp connection = connect()) {
            connection.say(head("Content-Length: 10000000"));
            assertAnswer(connection.answer(), 413);
        }
    }

    @Test
    void a_body_that_trickles_is_not_waited_for() throws Exception {
        long start = System.nanoTime();
        try (RawHttp connection = connect();
                Trickle trickle = new Trickle(connection)) {
            connection.say(head("Content-Length: 1000"));
            trickle.start();
            assertAnswer(connection.answer(), 408);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
    }

    @Test
    void a_body_that_stops_is_not_waited_for() throws IOException {
        try (RawHttp connection = connect()) {
            connection.say(head("Content-Length: 1000") + "{");
            assertAnswer(connection.answer(), 408);
        }
    }

    @Test
    void a_body_that_is_longer_than_announced_is_two_requests_and_the_second_is_none() throws IOException {
        try (RawHttp connection = connect()) {
            connection.say(head("Content-Length: 5") + service().goodBody() + "\r\n\r\n");
            assertAnswer(connection.answer(), 400);
            assertThat(connection.answer().status()).isIn(0, 400);
        }
    }

    @Test
    void a_client_that_leaves_in_the_middle_is_no_matter() throws IOException {
        try (RawHttp connection = connect()) {
            connection.say(head("Content-Length: 1000") + "{");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Transfer-Encoding: chunked\r\n\r\nnonsense\r\n",
                "Content-Length: -1\r\n\r\n",
                "Content-Length: many\r\n\r\n",
                "Content-Length: 1\r\nContent-Length: 2\r\n\r\n",
                "Content-Length: 0\r\nIdempotency-Key: a\r\n folded\r\n\r\n",
                "Content-Length: 0\r\nIdempotency-Key: a\u0000b\r\n\r\n",
                "Content-Length: 0\r\nIdempotency-Key: schl\u00fcssel\r\n\r\n",
                "Content-Length: 0\r\nNo colon\r\n\r\n",
            })
    void headers_that_are_none_are_refused(String headers) throws IOException {
        try (RawHttp connection = connect()) {
            connection.say("POST " + service().path() + " HTTP/1.1\r\nHost: test\r\nContent-Type: application/json\r\n"
                    + headers);
            assertThat(connection.answer().status()).isEqualTo(400);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/9.9\r\n\r\n",
                "\u0016\u0003\u0001\u0000\r\n\r\n",
                "GET\r\n\r\n",
                "G\u0000T / HTTP/1.1\r\n\r\n"
            })
    void a_request_line_that_is_none_is_refused(String line) throws IOException {
        try (RawHttp connection = connect()) {
            connection.say(line);
            assertThat(connection.answer().status()).isIn(0, 400, 505);
        }
    }

    @Test
    void headers_have_a_size() throws IOException {
        try (RawHttp connection = connect()) {
            connection.say("POST / HTTP/1.1\r\nHost: test\r\nX-Large: " + "x".repeat(20_000) + "\r\n\r\n");
            assertThat(connection.answer().status()).isIn(400, 431);
        }
    }

    @Test
    void mutations_of_a_good_request_never_break_anything() throws IOException {
        Random random = new Random(SEED);
        Mutator mutator = new Mutator(service().goodBody().getBytes(StandardCharsets.UTF_8), random);
        System.out.println("mutations of " + service().path() + " from seed " + SEED);
        long before = heapInUse();
        int accepted = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] body = mutator.next();
            String what = "mutation " + i + ": " + new String(body, StandardCharsets.UTF_8);
            try (RawHttp connection = connect()) {
                RawHttp.Answer answer = connection.post(service().path(), body);
                assertThat(answer.status()).as(what).isIn(201, 400, 413);
                if (answer.status() == 201) {
                    accepted++;
                    byte[] event = answer.body().getBytes(StandardCharsets.UTF_8);
                    assertThat(service().reader().apply(event, Instant.now()))
                            .as(what)
                            .isInstanceOf(Reading.Accepted.class);
                }
            }
        }
        // Both kinds came up, or the mutations are of no use.
        assertThat(accepted).isBetween(MUTATIONS / 50, MUTATIONS * 49 / 50);
        assertThat(heapInUse() - before).isLessThan(MOST_GROWTH_BYTES);
    }

    private RawHttp connect() throws IOException {
        return new RawHttp(running().port());
    }

    private String head(String header) {
        return "POST " + service().path() + " HTTP/1.1\r\nHost: test\r\nContent-Type: application/json\r\n" + header
                + "\r\n\r\n";
    }

    private static void assertAnswer(RawHttp.Answer answer, int status) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        if (status >= 400) {
            assertThat(answer.headers()).contains("Content-Type: application/problem+json");
            assertThat(answer.body()).contains("\"status\":" + status);
        }
    }

    private static long heapInUse() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
