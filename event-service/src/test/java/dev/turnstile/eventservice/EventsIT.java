package dev.turnstile.eventservice;

import static dev.turnstile.eventservice.TheEventService.PLAYS;
import static dev.turnstile.eventservice.TheEventService.play;
import static dev.turnstile.eventservice.TheEventService.runs;
import static dev.turnstile.eventservice.TheEventService.tell;
import static dev.turnstile.eventservice.TheEventService.topic;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.turnstile.events.Topics;
import dev.turnstile.publishing.contract.RunningService;
import dev.turnstile.publishing.contract.TestBroker;
import dev.turnstile.publishing.contract.TestBroker.Published;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Records of pipelines that only this test knows, in every format. */
class EventsIT {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String JSON = "application/json";
    private static final String AT = "2026-11-24T10:50:05Z";

    private static final String SALES = """
            pipeline: sales
            source: {topics: [sales-in]}
            fields:
              shop:  {type: string}
              id:    {type: string}
              total: {type: decimal, scale: 2}
              event: {type: string, optional: true}
              at:    {type: time}
            id: id
            time: at
            cancellations: {where: event == "cancelled", undoes: id}
            by: [shop]
            measures: {total: {sum: total}}
            windows: [{every: 1m}]
            """;

    private static final String ROWS = """
            pipeline: rows
            source: {topics: [rows-in], format: csv}
            fields:
              shop:  {type: string}
              total: {type: decimal, scale: 2}
              at:    {type: time}
            time: at
            by: [shop]
            measures: {total: {sum: total}}
            windows: [{every: 1m}]
            """;

    private static final String CELLS = ROWS.replace("pipeline: rows", "pipeline: cells")
            .replace("[rows-in], format: csv", "[cells-in], format: csv, csv: {columns: [at, shop, total]}");

    private static final String SCHEMA =
            "{\"type\":\"record\",\"name\":\"Sale\",\"fields\":[{\"name\":\"shop\",\"type\":\"string\"},"
                    + "{\"name\":\"total\",\"type\":\"string\"},{\"name\":\"at\",\"type\":\"string\"}]}";

    private static final String FRAMES = ROWS.replace("pipeline: rows", "pipeline: frames")
            .replace("[rows-in], format: csv", "[frames-in], format: avro, schema: '" + SCHEMA + "'")
            .replace("scale: 2", "scale: 2, accept: [text]");

    private static final String CLOUD = ROWS.replace("pipeline: rows", "pipeline: cloud")
            .replace("[rows-in], format: csv", "[cloud-in], format: cloudevents")
            .replace("shop:  {", "kind: {path: ce_type, type: string}\n  shop:  {");

    private static RunningService service;

    @BeforeAll
    static void start() {
        // Before there is the topic that it follows, as on a platform that begins.
        service = RunningService.start(TheEventService.UNDER_TEST, "RATE_LIMIT=0");
        TestBroker.createTopic(Topics.PIPELINE_DEFINITIONS);
        Stream.of("plays", "sales", "rows", "cells", "frames", "cloud")
                .forEach(name -> TestBroker.createTopic(topic(name + "-in")));
        Stream.of(PLAYS, SALES, ROWS, CELLS, FRAMES, CLOUD).forEach(TheEventService::runs);
        await().atMost(SOON).until(service::isReady);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    private static HttpResponse<String> post(String path, String type, byte[] body, String... headers) {
        return service.send(service.request("/events/" + path, type, headers).POST(BodyPublishers.ofByteArray(body)));
    }

    private static HttpResponse<String> post(String path, String type, String body, String... headers) {
        return post(path, type, body.getBytes(UTF_8), headers);
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return JsonMapper.shared().readTree(answer.body());
    }

    private static List<Published> with(String topic, String key) {
        return TestBroker.read(topic(topic)).stream()
                .filter(record -> record.key().equals(key))
                .toList();
    }

    /** What was answered, and the one record that came of it. */
    private static Published published(HttpResponse<String> answer, String topic) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        List<Published> records = with(topic, json(answer).path("id").asString());
        assertThat(records).hasSize(1);
        return records.get(0);
    }

    private static String detail(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return json(answer).path("detail").asString();
    }

    @Test
    void a_record_is_published_as_it_was_sent() {
        Published record = published(post("plays", JSON, " " + play("Blue", 9)), "plays-in");

        assertThat(record.json()).isEqualTo(" " + play("Blue", 9));
        assertThat(record.headers()).isEmpty();
    }

    @Test
    void what_has_no_id_is_known_by_its_key() {
        String key = UUID.randomUUID().toString();

        HttpResponse<String> first = post("plays", JSON, play("Red", 1), "Idempotency-Key", key);
        HttpResponse<String> again = post("plays", JSON, play("Red", 1), "Idempotency-Key", key);

        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.headers().firstValue("Idempotent-Replayed")).hasValue("true");
        Published record = published(first, "plays-in");
        assertThat(record.headers()).containsEntry("event-id", record.key());
        assertThat(detail(post("plays", JSON, play("Pink", 1), "Idempotency-Key", key), 422))
                .contains("another body");
    }

    @Test
    void what_has_an_id_is_beside_what_undoes_it() {
        String id = UUID.randomUUID().toString();
        String sale = "{\"id\":\"" + id + "\",\"shop\":\"a\",\"total\":7.50,\"at\":\"" + AT + "\"}";
        String undo = "{\"id\":\"" + id + "\",\"event\":\"cancelled\",\"at\":\"" + AT + "\"}";

        assertThat(post("sales", JSON, sale).body()).isEqualTo("{\"pipeline\":\"sales\",\"id\":\"" + id + "\"}");
        assertThat(post("sales", JSON, undo, "Idempotency-Key", id).statusCode())
                .isEqualTo(201);

        assertThat(with("sales-in", id)).extracting(Published::json).containsExactly(sale, undo);
        assertThat(with("sales-in", id))
                .allSatisfy(record -> assertThat(record.headers()).isEmpty());
    }

    @Test
    void what_the_job_would_reject_is_refused_for_the_same_reasons() {
        HttpResponse<String> answer = post("plays", JSON, TheEventService.UNDER_TEST.manyFaults());

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer)
                        .path("errors")
                        .valueStream()
                        .map(error -> error.path("field").asString() + " "
                                + error.path("reason").asString()))
                .containsExactlyInAnyOrder(
                        "/userId missing_field",
                        "/track/title wrong_type",
                        "/seconds out_of_range",
                        "/ts missing_field");
        assertThat(post("plays", JSON, "{\"userId\":\"\u0000\"}").statusCode()).isEqualTo(400);
        assertThat(post("plays", JSON, new byte[] {'"', (byte) 0xC0, (byte) 0xAF, '"'})
                        .statusCode())
                .isEqualTo(400);
        assertThat(post("plays", JSON, "").statusCode()).isEqualTo(400);
        assertThat(post("plays", JSON, "[".repeat(60_000)).statusCode()).isEqualTo(400);
        assertThat(post("plays", JSON, " ".repeat(65 * 1024)).statusCode()).isEqualTo(413);
    }

    @Test
    void what_the_definition_does_not_mean_is_told() {
        HttpResponse<String> answer = post("plays", JSON, play("test", 3));

        assertThat(json(answer).path("ignored").asBoolean()).isTrue();
        assertThat(published(answer, "plays-in").json()).isEqualTo(play("test", 3));
    }

    @Test
    void a_pipeline_that_does_not_run_is_not_there() {
        assertThat(detail(post("playz", JSON, "{}"), 404))
                .contains("Did you mean plays?", "Those that do: cells, cloud, frames, ");
    }

    @ParameterizedTest
    @CsvSource({
        "plays,text/csv,application/json",
        "rows,application/json,text/csv",
        "frames,application/json,application/avro",
        "cloud,application/json,application/cloudevents+json",
        "plays,not a type,application/json"
    })
    void a_body_of_another_kind_is_refused(String pipeline, String sent, String expected) {
        assertThat(detail(post(pipeline, sent, "{}"), 415)).contains(expected);
    }

    @Test
    void a_batch_is_judged_record_by_record() {
        String lines = play("One", 1) + "\n" + play("None", 0) + "\n\n" + play("test", 2) + "\n";
        HttpResponse<String> answer = post("plays/batch", "application/x-ndjson", lines);
        HttpResponse<String> array = post("plays/batch", JSON, "[" + play("Two", 1) + "]");

        assertThat(answer.statusCode()).isEqualTo(207);
        assertThat(json(answer)
                        .path("items")
                        .valueStream()
                        .map(item -> item.path("status").asInt()))
                .containsExactly(201, 400, 201);
        assertThat(with(
                        "plays-in",
                        json(answer).path("items").path(0).path("id").asString()))
                .hasSize(1);
        assertThat(json(array).path("accepted").asInt()).isEqualTo(1);
    }

    @Test
    void rows_of_csv_have_the_names_of_their_columns() {
        String columns = "total,shop,at,more";
        String row = "1.50,\"a, \"\"b\"\"\"," + AT + ",\"x\ny\"";

        Published record = published(post("rows", "text/csv; charset=utf-8", columns + "\r\n" + row), "rows-in");
        JsonNode many =
                json(post("rows/batch", "text/csv", columns + "\n" + row + "\n2,b," + AT + ",\nx,b," + AT + ",\n"));

        assertThat(record.json()).isEqualTo(row);
        assertThat(record.headers()).containsEntry("csv-header", columns);
        assertThat(many.path("items")
                        .valueStream()
                        .map(item -> item.path("status").asInt()))
                .containsExactly(201, 201, 400);
        assertThat(detail(post("rows", "text/csv", row), 400)).contains("names of the columns");
    }

    @Test
    void the_names_of_the_columns_count_with_each_row() {
        String columns = "shop,total,at," + "m".repeat(64 * 1024);

        JsonNode many = json(post("rows/batch", "text/csv", columns + "\n" + ("a,1," + AT + ",\n").repeat(3)));

        assertThat(many.path("items")
                        .valueStream()
                        .map(item -> item.path("status").asInt()))
                .containsExactly(413, 413, 413);
    }

    @Test
    void rows_of_named_columns_are_rows_alone() {
        Published record = published(post("cells", "text/csv", AT + ",a,1.50\n"), "cells-in");

        assertThat(record.json()).isEqualTo(AT + ",a,1.50");
        assertThat(record.headers()).isEmpty();
        assertThat(detail(post("cells", "text/csv", AT + ",a,1\n" + AT + ",a,2\n"), 400))
                .contains("/batch");
    }

    @Test
    void records_of_avro_are_taken_one_by_one() {
        byte[] sale = ("\2a" + "\0101.50" + "\50" + AT).getBytes(UTF_8);

        Published record = published(post("frames", "application/avro", sale), "frames-in");

        assertThat(record.event()).isEqualTo(sale);
        assertThat(post("frames", "application/avro", "no record").statusCode()).isEqualTo(400);
        assertThat(detail(post("frames/batch", JSON, "[1]"), 415)).contains("one by one");
    }

    @Test
    void cloud_events_are_taken_in_both_modes() {
        String data = "{\"shop\":\"a\",\"total\":1.50,\"at\":\"" + AT + "\"}";
        String whole =
                "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/s\",\"type\":\"sold\",\"data\":" + data + "}";

        Published structured = published(post("cloud", "application/cloudevents+json", whole), "cloud-in");
        Published binary = published(
                post(
                        "cloud",
                        JSON,
                        data,
                        "ce-specversion",
                        "1.0",
                        "ce-type",
                        "sold%20out",
                        "CE-Id",
                        "1",
                        "ce-source",
                        "/s"),
                "cloud-in");
        JsonNode many = json(post("cloud/batch", "application/cloudevents-batch+json", "[" + whole + ",{}]"));

        assertThat(structured.json()).isEqualTo(whole);
        assertThat(binary.json()).isEqualTo(data);
        assertThat(binary.headers())
                .containsEntry("ce_type", "sold out")
                .containsEntry("ce_specversion", "1.0")
                .containsEntry("ce_id", "1")
                .containsEntry("content-type", JSON);
        assertThat(many.path("items")
                        .valueStream()
                        .map(item -> item.path("status").asInt()))
                .containsExactly(201, 400);
        assertThat(post("cloud", JSON, data, "ce-specversion", "1.0", "ce-type", "%zz")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void a_pipeline_is_known_as_soon_as_it_runs_and_until_it_does_not() {
        String passing = PLAYS.replace("pipeline: plays", "pipeline: passing");
        assertThat(post("passing", JSON, play("Blue", 1)).statusCode()).isEqualTo(404);

        runs(passing);
        await().atMost(SOON).until(() -> post("passing", JSON, play("Blue", 1)).statusCode() == 201);

        runs(passing.replace("min: 1,", "min: 5,"));
        await().atMost(SOON).until(() -> post("passing", JSON, play("Blue", 1)).statusCode() == 400);

        tell("passing", "{\"definition\":\"none\"}".getBytes(UTF_8));
        await().atMost(SOON).until(() -> post("passing", JSON, play("Blue", 9)).statusCode() == 404);

        runs(passing);
        await().atMost(SOON).until(() -> post("passing", JSON, play("Blue", 9)).statusCode() == 201);

        tell("passing", null);
        await().atMost(SOON).until(() -> post("passing", JSON, play("Blue", 9)).statusCode() == 404);
    }

    @Test
    void it_describes_what_runs() {
        JsonNode api = json(service.send(service.request("/v3/api-docs", JSON).GET()));

        assertThat(api.path("paths").propertyNames())
                .contains("/events/plays", "/events/plays/batch", "/events/frames", "/events/cloud/batch")
                .doesNotContain("/events/frames/batch", "/events/{pipeline}");
        assertThat(api.at("/paths/~1events~1rows/post/requestBody/content").propertyNames())
                .containsExactly("text/csv");
        JsonNode plays = api.at("/components/schemas/plays");
        assertThat(plays.at("/properties/track/properties/title/type").asString())
                .isEqualTo("string");
        assertThat(plays.at("/properties/seconds/maximum").asInt()).isEqualTo(7200);
        assertThat(plays.path("required").valueStream().map(JsonNode::asString))
                .containsExactlyInAnyOrder("userId", "seconds", "ts");
        assertThat(api.at("/components/schemas/cloud/properties/data/properties")
                        .propertyNames())
                .contains("shop", "total", "at");
        assertThat(api.at("/paths/~1events~1plays/post/responses/201/content/application~1json/schema/$ref")
                        .asString())
                .isEqualTo("#/components/schemas/Taken");
    }
}
