package dev.turnstile.publishing.contract;

import static dev.turnstile.publishing.contract.Answers.assertProblem;
import static dev.turnstile.publishing.contract.Answers.json;
import static dev.turnstile.publishing.contract.Answers.kind;
import static dev.turnstile.publishing.contract.RunningService.JSON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.turnstile.events.Reading;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Events are published as they are answered, and a retry is the same event. */
public abstract class PublishingContract extends ServiceContract {

    private static final String NDJSON = "application/x-ndjson";

    protected PublishingContract(ServiceUnderTest service) {
        super(service);
    }

    @Test
    void an_event_is_on_the_topic_as_it_was_answered() {
        HttpResponse<String> answer = running().post(service().goodBody());

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue(JSON);
        String id = idOf(answer.body());
        assertThat(TestBroker.read(service().topic()))
                .filteredOn(published -> published.key().equals(id))
                .singleElement()
                .satisfies(published -> assertThat(published.json()).isEqualTo(answer.body()));
    }

    @Test
    void the_analytics_accepts_what_was_published() {
        byte[] event = running().post(service().goodBody()).body().getBytes(StandardCharsets.UTF_8);

        assertThat(service().reader().apply(event, Instant.now())).isInstanceOf(Reading.Accepted.class);
    }

    @Test
    void a_retry_with_the_same_key_gets_the_same_answer_and_publishes_nothing() {
        String key = newKey();

        HttpResponse<String> first = running().post(service().goodBody(), "Idempotency-Key", key);
        HttpResponse<String> retry = running().post(service().goodBody(), "Idempotency-Key", '"' + key + '"');

        assertThat(first.headers().firstValue("Idempotent-Replayed")).isEmpty();
        assertThat(retry.statusCode()).isEqualTo(201);
        assertThat(retry.body()).isEqualTo(first.body());
        assertThat(retry.headers().firstValue("Idempotent-Replayed")).hasValue("true");
        assertThat(countOnTopic(idOf(first.body()))).isOne();
    }

    @Test
    void a_key_that_comes_with_another_body_is_refused() {
        String key = newKey();
        String id = idOf(
                running().post(service().goodBody(), "Idempotency-Key", key).body());

        JsonNode problem = assertProblem(running().post(service().otherGoodBody(), "Idempotency-Key", key), 422);

        assertThat(kind(problem)).isEqualTo("key-reused");
        assertThat(countOnTopic(id)).isOne();
    }

    @Test
    void many_at_once_with_one_key_are_one_event() throws Exception {
        String key = newKey();
        Callable<HttpResponse<String>> request = () -> running().post(service().goodBody(), "Idempotency-Key", key);
        var callers = Executors.newFixedThreadPool(16);
        List<HttpResponse<String>> answers = new ArrayList<>();
        try {
            List<Callable<HttpResponse<String>>> requests = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                requests.add(request);
            }
            for (Future<HttpResponse<String>> answer : callers.invokeAll(requests)) {
                answers.add(answer.get());
            }
        } finally {
            callers.shutdown();
        }

        assertThat(answers).allSatisfy(answer -> assertThat(answer.statusCode()).isIn(201, 409));
        assertThat(answers)
                .filteredOn(answer -> answer.statusCode() == 409)
                .allSatisfy(answer -> assertProblem(answer, 409));
        List<HttpResponse<String>> created =
                answers.stream().filter(answer -> answer.statusCode() == 201).toList();
        assertThat(created)
                .extracting(HttpResponse::body)
                .hasSizeGreaterThan(0)
                .allMatch(created.get(0).body()::equals);
        assertThat(countOnTopic(idOf(created.get(0).body()))).isOne();
    }

    @Test
    void a_key_gives_the_same_id_after_a_restart() {
        String key = newKey();
        String before = idOf(
                running().post(service().goodBody(), "Idempotency-Key", key).body());

        try (RunningService restarted = RunningService.start(service())) {
            HttpResponse<String> retry = restarted.post(service().goodBody(), "Idempotency-Key", key);

            assertThat(retry.statusCode()).isEqualTo(201);
            assertThat(idOf(retry.body())).isEqualTo(before);
        }
    }

    @Test
    void requests_without_a_key_are_events_of_their_own() {
        String one = idOf(running().post(service().goodBody()).body());
        String another = idOf(running().post(service().goodBody()).body());

        assertThat(one).isNotEqualTo(another);
    }

    private HttpResponse<String> undo(String id, String... headers) {
        return running()
                .send(running()
                        .request(service().path() + "/" + id + service().undo().suffix(), JSON, headers)
                        .method(
                                service().undo().method(),
                                BodyPublishers.ofString(service().undo().body())));
    }

    @Test
    void what_undoes_an_event_is_one_itself_beside_that_on_the_topic() {
        String id = idOf(running().post(service().goodBody()).body());

        HttpResponse<String> answer = undo(id);

        assertThat(answer.statusCode()).isEqualTo(service().undo().status());
        assertThat(idOf(answer.body())).isEqualTo(id);
        assertThat(TestBroker.read(service().topic()))
                .filteredOn(published -> published.key().equals(id))
                .last()
                .satisfies(published -> assertThat(published.json()).isEqualTo(answer.body()));
        assertThat(countOnTopic(id)).isEqualTo(2);
    }

    @Test
    void an_event_is_undone_once_with_one_key() {
        String id = idOf(running().post(service().goodBody()).body());
        String key = newKey();

        HttpResponse<String> first = undo(id, "Idempotency-Key", key);
        HttpResponse<String> retry = undo(id, "Idempotency-Key", key);

        assertThat(retry.statusCode()).isEqualTo(service().undo().status());
        assertThat(retry.body()).isEqualTo(first.body());
        assertThat(retry.headers().firstValue("Idempotent-Replayed")).hasValue("true");
        assertThat(countOnTopic(id)).isEqualTo(2);
        assertProblem(undo("another", "Idempotency-Key", key), 422);
    }

    @Test
    void what_can_be_no_id_is_refused() {
        assertProblem(undo("%20"), 400);
        assertProblem(undo("x".repeat(129)), 400);
        assertProblem(undo("a%0Ab"), 400);
    }

    @Test
    void a_batch_gets_a_verdict_for_each_item() {
        String batch = '[' + service().goodBody() + ',' + service().manyFaults() + ", 7 ,"
                + service().otherGoodBody() + ']';

        HttpResponse<String> answer = running().postBatch(JSON, batch);

        assertThat(answer.statusCode()).isEqualTo(207);
        JsonNode items = json(answer).path("items");
        assertThat(items.valueStream().map(item -> item.path("status").asInt())).containsExactly(201, 400, 400, 201);
        assertThat(items.path(1).path("errors").size())
                .isEqualTo(service().faultyFields().size());
        assertThat(json(answer).path("accepted").asInt()).isEqualTo(2);
        assertThat(countOnTopic(items.path(0).path("id").asString())).isOne();
        assertThat(countOnTopic(items.path(3).path("id").asString())).isOne();
    }

    @Test
    void a_batch_that_is_sent_again_publishes_nothing_new() {
        String key = newKey();
        String lines = service().goodBody() + "\n\n" + service().goodBody() + "\r\n{\n";

        JsonNode first = json(running().postBatch(NDJSON, lines, "Idempotency-Key", key));
        JsonNode again = json(running().postBatch(NDJSON, lines, "Idempotency-Key", key));

        assertThat(first.path("items")
                        .valueStream()
                        .map(item -> item.path("status").asInt()))
                .containsExactly(201, 201, 400);
        String id = first.path("items").path(0).path("id").asString();
        assertThat(id).isNotEqualTo(first.path("items").path(1).path("id").asString());
        assertThat(again.path("items").path(0).path("id").asString()).isEqualTo(id);
        assertThat(again.path("items").path(0).path("replayed").asBoolean()).isTrue();
        assertThat(countOnTopic(id)).isOne();
    }

    @Test
    void a_thousand_items_are_taken_at_once_and_not_one_more() {
        String thousand = (service().goodBody() + "\n").repeat(1_000);

        // What a machine is too busy to send in time is to be asked for again, with the same key.
        String key = newKey();
        await().untilAsserted(() -> assertThat(json(running().postBatch(NDJSON, thousand, "Idempotency-Key", key))
                        .path("accepted")
                        .asInt())
                .isEqualTo(1_000));

        assertProblem(running().postBatch(NDJSON, thousand + service().goodBody()), 413);
    }
}
