package dev.turnstile.publishing.contract;

import static dev.turnstile.publishing.contract.Answers.assertProblem;
import static dev.turnstile.publishing.contract.Answers.kind;
import static dev.turnstile.publishing.contract.RunningService.JSON;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Every error is a problem, and names what is wrong. */
public abstract class ProblemContract extends ServiceContract {

    protected ProblemContract(ServiceUnderTest service) {
        super(service);
    }

    @Test
    void every_bad_field_is_named_at_once() {
        JsonNode problem = assertProblem(running().post(service().manyFaults()), 400);

        assertThat(kind(problem)).isEqualTo("invalid-body");
        assertThat(problem.path("errors")
                        .valueStream()
                        .map(error -> error.path("field").asString()))
                .containsExactlyInAnyOrderElementsOf(service().faultyFields());
        assertThat(problem.path("errors").valueStream()).allSatisfy(error -> {
            assertThat(error.path("reason").asString()).isNotBlank();
            assertThat(error.path("detail").asString()).isNotBlank();
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/nothing", "/error", "/favicon.ico", "/actuator/health", "/%C3%A9", "/swagger-ui.html"})
    void an_unknown_path_is_a_problem(String path) {
        HttpResponse<String> answer =
                running().send(running().request(path, JSON).GET());

        assertThat(kind(assertProblem(answer, 404))).isEqualTo("not-found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "DELETE", "PATCH", "TRACE", "FOO"})
    void another_method_is_a_problem_that_names_those_that_are(String method) {
        HttpResponse<String> answer =
                running().send(running().request(service().path(), JSON).method(method, BodyPublishers.noBody()));

        assertProblem(answer, 405);
        assertThat(answer.headers().firstValue("Allow").orElse("")).contains("POST");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/xml", "application/x-www-form-urlencoded", "nonsense"})
    void another_kind_of_body_is_a_problem(String mediaType) {
        var request = running()
                .request(service().path(), mediaType)
                .POST(BodyPublishers.ofString(service().goodBody()));

        assertProblem(running().send(request), 415);
    }

    @Test
    void a_packed_body_is_not_unpacked() {
        assertProblem(running().post(service().goodBody(), "Content-Encoding", "gzip"), 415);
    }

    @Test
    void an_answer_that_nobody_can_give_is_a_problem() {
        HttpResponse<String> answer = running().post(service().goodBody(), "Accept", "text/html");

        assertProblem(answer, 406);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\"\"", "tab\there"})
    void a_key_that_is_none_is_a_problem(String key) {
        JsonNode problem = assertProblem(running().post(service().goodBody(), "Idempotency-Key", key), 400);

        assertThat(kind(problem)).isEqualTo("invalid-idempotency-key");
    }

    @Test
    void a_key_has_up_to_255_characters_and_there_is_one() {
        assertThat(running()
                        .post(service().goodBody(), "Idempotency-Key", newKey() + "k".repeat(219))
                        .statusCode())
                .isEqualTo(201);
        assertProblem(running().post(service().goodBody(), "Idempotency-Key", "k".repeat(256)), 400);
        assertProblem(
                running().post(service().goodBody(), "Idempotency-Key", newKey(), "Idempotency-Key", newKey()), 400);
    }

    @Test
    void a_body_has_up_to_64_KiB() {
        String padding = " ".repeat(64 * 1024 - service().goodBody().length());

        assertThat(running().post(service().goodBody() + padding).statusCode()).isEqualTo(201);
        assertProblem(running().post(service().goodBody() + padding + " "), 413);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "{}", "null", "", "[1,", "[1] 2"})
    void a_batch_that_is_no_array_of_items_is_a_problem(String body) {
        assertProblem(running().postBatch(JSON, body), 400);
    }

    @Test
    void a_batch_has_up_to_1_MiB() {
        String padding = " ".repeat(1024 * 1024 - service().goodBody().length());

        assertThat(running()
                        .postBatch("application/x-ndjson", service().goodBody() + padding)
                        .statusCode())
                .isEqualTo(207);
        assertProblem(running().postBatch("application/x-ndjson", service().goodBody() + padding + " "), 413);
    }

    @Test
    void a_request_id_that_is_harmless_is_taken_over_and_another_is_not() {
        HttpResponse<String> named = running().post("{}", "X-Request-Id", "trace-7");
        HttpResponse<String> harmful = running().post("{}", "X-Request-Id", "${jndi:ldap://x}");

        assertThat(named.headers().firstValue("X-Request-Id")).hasValue("trace-7");
        assertThat(assertProblem(named, 400).path("instance").asString()).endsWith(":trace-7");
        assertThat(harmful.headers().firstValue("X-Request-Id").orElseThrow()).doesNotContain("jndi");
    }
}
