package dev.turnstile.dashboard;

import static dev.turnstile.dashboard.ResultTopics.at;
import static dev.turnstile.dashboard.ResultTopics.bookings;
import static dev.turnstile.dashboard.ResultTopics.orders;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnstile.events.results.Status;
import dev.turnstile.kafka.process.KafkaBroker;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is on the topics before the start is there when the dashboard is ready. */
class ResultsIT {

    private static KafkaBroker broker;
    private static RunningDashboard dashboard;

    @BeforeAll
    static void start(@TempDir Path directory) throws Exception {
        broker = KafkaBroker.start(directory);
        try (ResultTopics topics = ResultTopics.create(broker)) {
            topics.define("bookings", "orders");
            topics.publish(orders("10:50", Status.FINAL, 0, 75_000));
            topics.publish(orders("10:51", Status.FINAL, 0, 43_000));
            topics.publish(orders("10:51", Status.CORRECTED, 1, 44_000));
            topics.publishAndAbort(orders("10:52", Status.FINAL, 0, 99_900));
            topics.publish(orders("10:53", Status.PROVISIONAL, 0, 100));
            topics.publish(bookings("concert-42", at("10:50"), Status.FINAL, 0, 17));
            topics.publish(bookings("concert-42", at("10:52"), Status.PROVISIONAL, 0, 1));
            topics.publish(bookings("=cmd()", at("10:50"), Status.FINAL, 0, 3));
        }
        dashboard = RunningDashboard.start(broker);
    }

    @AfterAll
    static void stop() {
        dashboard.close();
        broker.close();
    }

    @Test
    void settled_results_are_told_as_they_were_published_the_highest_revision_of_each() throws Exception {
        var answer = dashboard.get("/api/results/orders");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-type")).hasValue("application/json");
        assertThat(answer.body())
                .startsWith("{\"pipeline\":\"orders\",\"results\":[{")
                .contains("\"total_revenue\":750.00", "\"total_revenue\":440.00", "\"status\":\"corrected\"")
                .doesNotContain("430.00", "provisional");
    }

    @Test
    void a_result_that_was_taken_back_was_never_there() throws Exception {
        assertThat(dashboard.get("/api/results/orders").body()).doesNotContain("999.00");
    }

    @Test
    void live_results_are_those_of_open_windows() throws Exception {
        assertThat(dashboard.get("/api/live").body())
                .startsWith("{\"results\":[{")
                .contains("\"status\":\"provisional\"", "\"window_start\":\"2025-11-24T10:53:00Z\"");
    }

    @Test
    void a_range_a_show_and_a_limit_can_be_asked_for() throws Exception {
        assertThat(dashboard
                        .get("/api/results/orders?from=2025-11-24T10:51:00Z")
                        .body())
                .contains("440.00")
                .doesNotContain("750.00");
        assertThat(dashboard.get("/api/results/orders?to=2025-11-24T10:51:00Z").body())
                .contains("750.00")
                .doesNotContain("440.00");
        assertThat(dashboard.get("/api/results/orders?limit=1").body())
                .contains("440.00")
                .doesNotContain("750.00");
        assertThat(dashboard.get("/api/results/bookings?event_id=concert-42").body())
                .contains("\"total_tickets\":17")
                .doesNotContain("cmd");
        assertThat(dashboard.get("/api/results/bookings?event_id=nobody-plays").body())
                .isEqualTo("{\"pipeline\":\"bookings\",\"results\":[]}");
    }

    @Test
    void the_definitions_that_run_are_told() throws Exception {
        assertThat(dashboard.get("/api/definitions").body())
                .startsWith("{\"definitions\":[{")
                .contains("\"pipeline\":\"bookings\"", "\"pipeline\":\"orders\"", "\"by\":[\"event_id\"]");
    }

    @Test
    void keys_are_ranked_by_a_measure_over_the_newest_window_or_a_range() throws Exception {
        String all = "from=2025-11-24T10:00:00Z";
        assertThat(dashboard
                        .get("/api/results/bookings/top?by=total_tickets&" + all)
                        .body())
                .isEqualTo("{\"pipeline\":\"bookings\",\"by\":\"total_tickets\",\"keys\":["
                        + "{\"event_id\":\"concert-42\",\"key\":\"concert-42\",\"total_tickets\":18},"
                        + "{\"event_id\":\"=cmd()\",\"key\":\"=cmd()\",\"total_tickets\":3}]}");
        assertThat(dashboard.get("/api/results/bookings/top?by=total_tickets").body())
                .as("the newest window")
                .contains("{\"event_id\":\"concert-42\",\"key\":\"concert-42\",\"total_tickets\":1}")
                .doesNotContain("=cmd");
        assertThat(dashboard
                        .get("/api/results/bookings/top?by=total_tickets&to=2025-11-24T10:51:00Z")
                        .body())
                .as("everything until then")
                .contains("\"total_tickets\":17}", "\"total_tickets\":3}");
        assertThat(dashboard
                        .get("/api/results/bookings/top?by=unique_users&" + all)
                        .body())
                .as("distinct users do not add up")
                .contains("\"unique_users\":1}")
                .doesNotContain("\"unique_users\":2");
        assertThat(dashboard
                        .get("/api/results/bookings/top?by=total_tickets&window=1m")
                        .body())
                .as("the live windows by their name")
                .contains("concert-42");
        assertThat(dashboard.get("/api/results/bookings/top?limit=1&" + all).body())
                .contains("concert-42")
                .doesNotContain("=cmd");
    }

    @Test
    void a_pipeline_that_is_not_a_definition_ranks_nothing() throws Exception {
        var answer = dashboard.get("/api/results/transactions/top");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("content-type")).hasValue("application/problem+json");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"/api/results/bookings?format=csv | */*", "/api/results/bookings | text/csv"})
    void results_come_as_csv_too(String path, String accept) throws Exception {
        var answer = dashboard.get(path, "Accept", accept);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-type")).hasValue("text/csv;charset=UTF-8");
        assertThat(answer.headers().firstValue("content-disposition"))
                .hasValue("attachment; filename=\"bookings.csv\"");
        assertThat(answer.body().lines())
                .containsExactly(
                        "\uFEFFpipeline,event_id,window_start,window_end,total_tickets,total_bookings,unique_users,status,"
                                + "revision,processed_at",
                        "bookings,'=cmd(),2025-11-24T10:50:00Z,2025-11-24T10:51:00Z,3,1,1,final,0,2025-11-24T10:51:30Z",
                        "bookings,concert-42,2025-11-24T10:50:00Z,2025-11-24T10:51:00Z,17,1,1,final,0,"
                                + "2025-11-24T10:51:30Z");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*/*",
                "application/json",
                "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
                "text/csv;q=0.5,application/json"
            })
    void who_does_not_prefer_csv_gets_json(String accept) throws Exception {
        assertThat(dashboard
                        .get("/api/results/orders", "Accept", accept)
                        .headers()
                        .firstValue("content-type"))
                .hasValue("application/json");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/api/results/orders?from=yesterday | from",
                "/api/results/orders?to=2025-13-01T00:00:00Z | to",
                "/api/results/orders?from=2025-11-24T11:00:00Z&to=2025-11-24T10:00:00Z | to",
                "/api/results/orders?limit=0 | limit",
                "/api/results/bookings/top?by=nothing | by",
                "/api/results/bookings/top?limit=1001 | limit",
                "/api/results/bookings/top?window=1y | window",
                "/api/results/orders?limit=10001 | limit",
                "/api/results/orders?limit=many | limit",
                "/api/results/orders?format=xml | format",
                "/api/ledger?limit=-1 | limit",
                "/api/set-aside?kind=lost | kind"
            })
    void a_wrong_parameter_is_a_problem_that_names_it(String path, String field) throws Exception {
        var answer = dashboard.get(path);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("content-type")).hasValue("application/problem+json");
        assertThat(answer.body())
                .contains("\"type\":\"urn:turnstile:problem:invalid-parameters\"", "\"field\":\"" + field + "\"");
    }

    @Test
    void everything_that_is_wrong_is_told_at_once() throws Exception {
        assertThat(dashboard.get("/api/results/orders?from=a&to=b&limit=c").body())
                .contains("\"field\":\"from\"", "\"field\":\"to\"", "\"field\":\"limit\"");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/results/nobody, */*, 404",
        "GET, /api/results/%3Cscript%3E, */*, 404",
        "GET, /api/results, */*, 404",
        "GET, /api/ledger?pipeline=nobody, */*, 404",
        "GET, /api/set-aside?pipeline=nobody, */*, 404",
        "GET, /nothing/here, */*, 404",
        "GET, /nothing/here, text/html, 404",
        "GET, /error, */*, 404",
        "GET, /api/results/orders, image/png, 406",
        "GET, /api/stream, application/json, 406",
        "POST, /api/results/orders, */*, 405",
        "DELETE, /, */*, 405",
    })
    void every_error_is_a_problem(String method, String path, String accept, int status) throws Exception {
        var answer = dashboard.send(method, path, "Accept", accept);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("content-type")).hasValue("application/problem+json");
        assertThat(answer.body()).contains("\"status\":" + status).doesNotContain("<script>", "Exception");
    }
}
