package dev.turnstile.dashboard;

import static dev.turnstile.dashboard.ResultTopics.at;
import static dev.turnstile.dashboard.ResultTopics.bookings;
import static dev.turnstile.dashboard.ResultTopics.orders;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.turnstile.dashboard.EventStream.Event;
import dev.turnstile.events.results.Status;
import dev.turnstile.kafka.process.KafkaBroker;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The stream as a client over HTTP sees it. */
class StreamIT {

    private static final int REPLAYED = 20;

    private static KafkaBroker broker;
    private static ResultTopics topics;
    private static int show;

    private RunningDashboard dashboard;

    @BeforeAll
    static void startBroker(@TempDir Path directory) throws Exception {
        broker = KafkaBroker.start(directory);
        topics = ResultTopics.create(broker);
    }

    @AfterAll
    static void stopBroker() {
        topics.close();
        broker.close();
    }

    @BeforeEach
    void start() {
        dashboard = RunningDashboard.start(
                broker, "STREAM_REPLAY_EVENTS", Integer.toString(REPLAYED), "STREAM_MOST_CLIENTS", "3");
    }

    @AfterEach
    void stop() {
        dashboard.close();
    }

    @Test
    void first_comes_a_snapshot_then_each_change_as_it_happens() throws Exception {
        publishShows(1);
        dashboard.close();
        start();
        try (EventStream stream = dashboard.stream("/api/stream")) {
            assertThat(stream.status()).isEqualTo(200);
            assertThat(stream.header("content-type")).isEqualTo("text/event-stream;charset=UTF-8");
            Event snapshot = stream.awaitNamed("snapshot");
            assertThat(snapshot.data())
                    .startsWith("{\"definitions\":[],\"results\":[{")
                    .contains("\"live\":[", "\"alerts\":[", "\"ledger\":[");
            assertThat(stream.retry()).isEqualTo("1000");

            topics.publish(orders("10:59", Status.PROVISIONAL, 0, 100));
            topics.publish(orders("10:58", Status.FINAL, 0, 200));

            assertThat(stream.awaitNamed("live").data()).contains("\"total_revenue\":1.00");
            assertThat(stream.awaitNamed("result").data()).contains("\"total_revenue\":2.00");
            assertThat(stream.awaitNamed("pipelines").data()).contains("\"name\":\"orders\",\"state\":\"UNREACHABLE\"");
            assertThat(stream.events().get(0)).isEqualTo(snapshot);
        }
    }

    @Test
    void a_client_that_comes_back_misses_nothing_and_hears_nothing_twice() throws Exception {
        String lastEventId;
        try (EventStream stream = dashboard.stream("/api/stream?pipelines=bookings")) {
            stream.awaitNamed("snapshot");
            publishShows(3);
            stream.await("the third show", it -> it.data().contains(name(show)));
            lastEventId = stream.lastEventId();
        }
        int before = show;
        publishShows(4);
        try (EventStream stream = dashboard.stream("/api/stream?pipelines=bookings", "Last-Event-ID", lastEventId)) {
            stream.await("what was missed", it -> it.data().contains(name(before + 4)));
            publishShows(1);
            stream.await("what is new", it -> it.data().contains(name(before + 5)));

            List<Event> heard = stream.events("snapshot", "reset", "result");
            assertThat(heard).hasSize(5).allMatch(event -> event.name().equals("result"));
            for (int i = 1; i <= 5; i++) {
                String expected = name(before + i);
                assertThat(heard.stream().filter(it -> it.data().contains(expected)))
                        .hasSize(1);
            }
        }
    }

    @Test
    void the_last_id_may_also_be_in_the_address() throws Exception {
        String lastEventId;
        try (EventStream stream = dashboard.stream("/api/stream?pipelines=bookings")) {
            lastEventId = stream.awaitNamed("snapshot").lastEventId();
        }
        publishShows(1);
        try (EventStream stream = dashboard.stream("/api/stream?pipelines=bookings&last_event_id=" + lastEventId)) {
            stream.awaitNamed("result");
            assertThat(stream.events("snapshot", "reset")).isEmpty();
        }
    }

    /** A browser that reconnects asks for the same address again, and says in the header what it has heard since. */
    @Test
    void the_last_id_in_the_header_is_stronger_than_the_one_in_the_address() throws Exception {
        String first;
        String second;
        try (EventStream stream = dashboard.stream("/api/stream?pipelines=bookings")) {
            first = stream.awaitNamed("snapshot").lastEventId();
            publishShows(1);
            second = stream.awaitNamed("result").lastEventId();
        }
        int heard = show;
        publishShows(1);
        try (EventStream stream =
                dashboard.stream("/api/stream?pipelines=bookings&last_event_id=" + first, "Last-Event-ID", second)) {
            stream.await("what is new", it -> it.data().contains(name(heard + 1)));
            assertThat(stream.events("snapshot", "reset", "result")).hasSize(1);
        }
    }

    @Test
    void an_id_from_too_long_ago_is_answered_with_a_reset_and_a_snapshot() throws Exception {
        String lastEventId;
        try (EventStream stream = dashboard.stream("/api/stream")) {
            lastEventId = stream.awaitNamed("snapshot").lastEventId();
            publishShows(REPLAYED + 1);
            stream.await("all shows", it -> it.data().contains(name(show)));
        }
        try (EventStream stream = dashboard.stream("/api/stream", "Last-Event-ID", lastEventId)) {
            stream.awaitNamed("snapshot");
            assertThat(stream.events().get(0).name()).isEqualTo("reset");
            assertThat(dashboard.metric("dashboard_stream_resets_total")).isEqualTo(1);
        }
    }

    @Test
    void an_id_from_before_a_restart_is_answered_with_a_reset_and_a_snapshot() throws Exception {
        String lastEventId;
        try (EventStream stream = dashboard.stream("/api/stream")) {
            lastEventId = stream.awaitNamed("snapshot").lastEventId();
        }
        dashboard.close();
        start();
        try (EventStream stream = dashboard.stream("/api/stream", "Last-Event-ID", lastEventId)) {
            stream.awaitNamed("snapshot");
            assertThat(stream.events().get(0).name()).isEqualTo("reset");
        }
    }

    @Test
    void silence_is_broken_by_a_comment() throws Exception {
        try (EventStream stream = dashboard.stream("/api/stream")) {
            await().atMost(RunningDashboard.PATIENCE)
                    .until(() -> stream.comments().contains("still here"));
        }
    }

    @Test
    void there_is_a_bound_on_clients_and_those_who_leave_make_room() throws Exception {
        try (EventStream first = dashboard.stream("/api/stream");
                EventStream second = dashboard.stream("/api/stream");
                EventStream third = dashboard.stream("/api/stream")) {
            assertThat(List.of(first.status(), second.status(), third.status())).containsOnly(200);

            var refused = dashboard.get("/api/stream", "Accept", "text/event-stream");
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.headers().firstValue("content-type")).hasValue("application/problem+json");
            assertThat(refused.headers().firstValue("retry-after")).isPresent();
        }
        await().atMost(RunningDashboard.PATIENCE).untilAsserted(() -> {
            try (EventStream next = dashboard.stream("/api/stream")) {
                assertThat(next.status()).isEqualTo(200);
            }
        });
    }

    @Test
    void an_end_of_the_server_is_an_end_of_the_stream_and_does_not_wait_for_it() throws Exception {
        try (EventStream stream = dashboard.stream("/api/stream")) {
            stream.awaitNamed("snapshot");
            dashboard.close();
            await().atMost(RunningDashboard.PATIENCE).until(stream::isEnded);
        }
    }

    private static void publishShows(int count) {
        for (int i = 0; i < count; i++) {
            show++;
            topics.publish(bookings(name(show), at("10:50"), Status.FINAL, 0, show));
            // One after the other, so that they come in this order whatever partition they are on.
            topics.flush();
        }
    }

    private static String name(int number) {
        return "show-%05d".formatted(number);
    }
}
