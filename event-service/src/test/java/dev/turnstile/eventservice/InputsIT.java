package dev.turnstile.eventservice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.turnstile.events.Topics;
import dev.turnstile.events.fixtures.Inputs;
import dev.turnstile.events.fixtures.Inputs.Input;
import dev.turnstile.publishing.contract.RunningService;
import dev.turnstile.publishing.contract.TestBroker;
import dev.turnstile.publishing.contract.TestBroker.Published;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What real records look like, by HTTP. */
class InputsIT {

    private static final Map<String, String> TYPES = Map.of(
            "inputs", "application/json",
            "inputs-csv", "text/csv",
            "inputs-avro", "application/avro",
            "inputs-cloudevents", "application/cloudevents+json");

    private static final Map<Input, HttpResponse<String>> ANSWERS = new LinkedHashMap<>();
    private static final Map<String, List<Published>> PUBLISHED = new HashMap<>();

    private static RunningService service;

    @BeforeAll
    static void start() {
        // Before there is the topic that it follows, as on a platform that begins.
        service = RunningService.start(TheEventService.UNDER_TEST, "RATE_LIMIT=0");
        TestBroker.createTopic(Topics.PIPELINE_DEFINITIONS);
        for (String pipeline : Inputs.pipelines()) {
            TestBroker.createTopic(TheEventService.topic(pipeline));
            TheEventService.runs(Inputs.definition(pipeline));
        }
        await().atMost(Duration.ofSeconds(60)).until(service::isReady);
        Inputs.all().forEach(input -> ANSWERS.put(input, post(input)));
        Inputs.pipelines().forEach(name -> PUBLISHED.put(name, TestBroker.read(TheEventService.topic(name))));
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    static Set<Input> rows() {
        return ANSWERS.keySet();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void each_is_taken_or_told_what_is_wrong_with_it(Input input) {
        HttpResponse<String> answer = ANSWERS.get(input);

        JsonNode told = JsonMapper.shared().readTree(answer.body());
        if (input.isAccepted()) {
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
            assertThat(PUBLISHED.get(input.pipeline()))
                    .filteredOn(record -> record.key().equals(told.path("id").asString()))
                    .singleElement()
                    .satisfies(record -> assertThat(record.event()).isEqualTo(input.record()))
                    .satisfies(record -> assertThat(record.headers()).containsAllEntriesOf(input.headers()));
        } else {
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
            JsonNode error = told.path("errors").path(0);
            assertThat(error.path("field").asString()).isEqualTo(input.field());
            assertThat(error.path("reason").asString())
                    .isEqualTo(input.expected().toLowerCase(Locale.ROOT));
            assertThat(error.path("detail").asString()).startsWith(input.detail());
        }
    }

    private static HttpResponse<String> post(Input input) {
        List<String> headers = new ArrayList<>();
        input.headers().forEach((name, value) -> headers.addAll(List.of(name.replace("ce_", "ce-"), value)));
        String type = headers.isEmpty() ? TYPES.get(input.pipeline()) : "application/json";
        return service.send(service.request("/events/" + input.pipeline(), type, headers.toArray(String[]::new))
                .POST(BodyPublishers.ofByteArray(input.record())));
    }
}
