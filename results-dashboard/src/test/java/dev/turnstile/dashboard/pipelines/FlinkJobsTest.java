package dev.turnstile.dashboard.pipelines;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** The answers are those of Flink 2.2, shortened. */
class FlinkJobsTest {

    private final Map<String, String> answers = new HashMap<>();
    private HttpServer server;
    private FlinkJobs jobs;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        URI base = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        jobs = new FlinkJobs(new FlinkClient(FlinkClient.httpClient(), new JsonMapper(), base));
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void a_running_job_is_told_in_full() throws Exception {
        answers.put("/jobs/overview", """
                {"jobs":[{"jid":"a1","name":"orders","start-time":1795215757559,"end-time":-1,"state":"RUNNING"}]}""");
        answers.put("/jobs/a1", """
                {"jid":"a1","vertices":[{"id":"v1","name":"Source: orders-source -> orders-intake"},
                {"id":"v2","name":"orders-admission"},{"id":"v3","name":"orders-window-totals"}]}""");
        answers.put("/jobs/a1/checkpoints", """
                {"counts":{"restored":1,"total":13,"in_progress":0,"completed":12,"failed":1},"latest":{"completed":
                {"id":106,"trigger_timestamp":1795215817163,"latest_ack_timestamp":1795215817202},"failed":null}}""");
        answers.put("/jobs/a1/metrics?get=numRestarts,fullRestarts", """
                [{"id":"numRestarts","value":"3"}]""");
        answers.put("/jobs/a1/vertices/v2/watermarks", """
                [{"id":"0.currentInputWatermark","value":"1795215753654"},
                {"id":"1.currentInputWatermark","value":"-9223372036854775808"}]""");
        answers.put("/jobs/a1/vertices/v3/watermarks", """
                [{"id":"0.currentInputWatermark","value":"1795215752000"}]""");
        answers.put("/jobs/a1/vertices/v1/subtasks/metrics", """
                [{"id":"numRecordsIn"},{"id":"Source__orders-source.pendingRecords"}]""");
        answers.put("/jobs/a1/vertices/v1/subtasks/metrics?agg=sum&get=Source__orders-source.pendingRecords", """
                [{"id":"Source__orders-source.pendingRecords","sum":42.0}]""");

        assertThat(jobs.byPipeline())
                .containsOnly(Map.entry(
                        "orders",
                        new JobStatus(
                                "RUNNING",
                                Instant.ofEpochMilli(1795215752000L),
                                42L,
                                Instant.ofEpochMilli(1795215817202L),
                                1,
                                3)));
    }

    @Test
    void what_is_not_known_yet_is_left_open() throws Exception {
        answers.put("/jobs/overview", """
                {"jobs":[{"jid":"a1","name":"orders","start-time":1,"state":"CREATED"}]}""");

        assertThat(jobs.byPipeline()).containsOnly(Map.entry("orders", JobStatus.unknown("CREATED")));
    }

    @Test
    void of_several_jobs_of_a_name_the_newest_counts() throws Exception {
        answers.put("/jobs/overview", """
                {"jobs":[{"jid":"a2","name":"orders","start-time":2,"state":"RUNNING"},
                {"jid":"a1","name":"orders","start-time":1,"state":"FAILED"}]}""");

        assertThat(jobs.byPipeline().get("orders").state()).isEqualTo("RUNNING");
    }

    @Test
    void one_job_may_run_several_pipelines() throws Exception {
        answers.put("/jobs/overview", """
                {"jobs":[{"jid":"a1","name":"bookings+orders","start-time":1,"state":"RUNNING"}]}""");

        assertThat(jobs.byPipeline()).containsOnlyKeys("bookings", "orders");
    }

    @Test
    void an_answer_that_is_no_json_or_none_at_all_is_an_error() {
        answers.put("/jobs/overview", "<html>");
        assertThatThrownBy(jobs::byPipeline).isInstanceOf(IOException.class).hasMessageContaining("/jobs/overview");

        server.stop(0);
        assertThatThrownBy(jobs::byPipeline).isInstanceOf(IOException.class);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = answers.get(exchange.getRequestURI().toString());
        byte[] bytes = (body == null ? "{\"errors\":[\"Not found\"]}" : body).getBytes(UTF_8);
        exchange.sendResponseHeaders(body == null ? 404 : 200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
