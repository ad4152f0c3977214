package dev.turnstile.publishing.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is asserted of answers again and again. */
final class Answers {

    static final JsonMapper JSON = JsonMapper.builder().build();

    private Answers() {}

    static JsonNode json(HttpResponse<String> answer) {
        return JSON.readTree(answer.body());
    }

    /** A whole problem, and nothing that Tomcat or Spring would have written by themselves. */
    static JsonNode assertProblem(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        JsonNode problem = json(answer);
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("type").asString()).startsWith("urn:turnstile:problem:");
        assertThat(List.of("title", "detail", "instance"))
                .allSatisfy(name -> assertThat(problem.path(name).asString()).isNotBlank());
        return problem;
    }

    static String kind(JsonNode problem) {
        return problem.path("type").asString().replace("urn:turnstile:problem:", "");
    }
}
