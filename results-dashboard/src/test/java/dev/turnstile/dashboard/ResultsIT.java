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

/** What is on the topics before the start is there when the dashboard is ready. */
class ResultsIT {

    private static KafkaBroker broker;
    private static RunningDashboard dashboard;

    @BeforeAll
    static void start(@TempDir Path directory) throws Exception {
        broker = KafkaBroker.start(directory);
        try (ResultTopics topics = ResultTopics.create(broker)) {
            topics.publish(orders("10:50", Status.FINAL, 0, 75_000));
            topics.publish(orders("10:51", Status.FINAL, 0, 43_000));
            topics.publish(orders("10:51", Status.CORRECTED, 1, 44_000));
            topics.publishAndAbort(orders("10:52", Status.FINAL, 0, 99_900));
            topics.publish(orders("10:53", Status.PROVISIONAL, 0, 100));
            topics.publish(bookings("concert-42", at("10:50"), Status.FINAL, 0, 17));
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
}
