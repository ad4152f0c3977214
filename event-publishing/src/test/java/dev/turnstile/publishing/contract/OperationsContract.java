package dev.turnstile.publishing.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What those need who run a service and those who call it: health, metrics, a description. */
public abstract class OperationsContract extends ServiceContract {

    protected OperationsContract(ServiceUnderTest service) {
        super(service);
    }

    @Test
    void it_is_alive_and_gets_ready() {
        assertThat(running().manage("/health/liveness").statusCode()).isEqualTo(200);
        await().atMost(Duration.ofSeconds(60)).until(running()::isReady);
    }

    @Test
    void what_it_does_is_measured_with_bounded_labels() {
        running().post(service().goodBody());
        running().post("{}");
        for (String path : new String[] {"/a", "/b", "/c"}) {
            running().send(running().request(path, RunningService.JSON).GET());
        }

        String metrics = running().manage("/prometheus").body();

        assertThat(metrics)
                .contains("turnstile_publish_seconds_count{outcome=\"acknowledged\"}")
                .contains("turnstile_publish_seconds_count{outcome=\"failed\"}")
                .contains("turnstile_publish_in_flight_bytes")
                .contains("turnstile_replayed_total")
                .contains("turnstile_problems_total{kind=\"invalid_body\"}")
                .contains("uri=\"" + service().path() + "\"")
                .doesNotContain("uri=\"/a\"");
    }

    @Test
    void it_describes_itself() {
        HttpResponse<String> answer = running()
                .send(running().request("/v3/api-docs", RunningService.JSON).GET());

        assertThat(answer.statusCode()).isEqualTo(200);
        JsonNode document = Answers.json(answer);
        assertThat(document.path("openapi").asString()).startsWith("3.1");
        assertThat(document.path("paths").propertyNames())
                .containsExactlyInAnyOrder(
                        service().path(),
                        service().path() + "/batch",
                        service().path() + "/{" + service().idField() + "}"
                                + service().undo().suffix());
        JsonNode post = document.path("paths").path(service().path()).path("post");
        assertThat(post.path("parameters").path(0).path("name").asString()).isEqualTo("Idempotency-Key");
        assertThat(post.path("responses").propertyNames())
                .containsExactlyInAnyOrder(
                        "201", "400", "401", "403", "406", "408", "409", "413", "415", "422", "429", "500", "503");
        assertThat(post.at("/responses/503/description").asString())
                .contains("urn:turnstile:problem:not-published", "urn:turnstile:problem:outcome-unknown");
        assertThat(post.at("/responses/503/headers").propertyNames()).containsExactly("Retry-After");
        assertThat(unresolved(document, document)).isZero();
    }

    /** How many references lead nowhere. */
    private static long unresolved(JsonNode node, JsonNode document) {
        String reference = node.path("$ref").asString("");
        boolean isLost =
                !reference.isEmpty() && document.at(reference.substring(1)).isMissingNode();
        return (isLost ? 1 : 0)
                + node.valueStream()
                        .mapToLong(child -> unresolved(child, document))
                        .sum();
    }
}
