package dev.turnstile.dashboard;

import static dev.turnstile.dashboard.ResultTopics.at;
import static dev.turnstile.dashboard.ResultTopics.bookings;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.turnstile.events.results.Status;
import dev.turnstile.kafka.process.KafkaBroker;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

/** Clients that go away in the middle of something, as browsers do all day: nothing that anybody should read of. */
class LeavingClientsIT {

    private static final int CLIENTS = 30;
    private static final int SHOWS = 4_000;
    private static final int FIRST_BYTES = 2_000;

    private static KafkaBroker broker;
    private static ResultTopics topics;
    private static RunningDashboard dashboard;

    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();

    @BeforeAll
    static void start(@TempDir Path directory) throws Exception {
        broker = KafkaBroker.start(directory);
        topics = ResultTopics.create(broker);
        publish(0);
        dashboard = RunningDashboard.start(broker);
    }

    @AfterAll
    static void stop() {
        dashboard.close();
        topics.close();
        broker.close();
    }

    @BeforeEach
    void listen() {
        logged.start();
        rootLogger().addAppender(logged);
    }

    @AfterEach
    void stopListening() {
        rootLogger().detachAppender(logged);
    }

    @Test
    void who_leaves_the_stream_while_it_is_written_to_ends_it_quietly() throws Exception {
        List<Socket> clients = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            Socket client = ask("/api/stream", "text/event-stream");
            client.getInputStream().readNBytes(FIRST_BYTES);
            clients.add(client);
        }
        publish(1);
        for (Socket client : clients) {
            client.getInputStream().readNBytes(FIRST_BYTES);
            reset(client);
        }
        assertNothingIsLeftAndNothingWasLogged();
    }

    @Test
    void who_leaves_the_stream_before_it_is_answered_ends_it_quietly() throws Exception {
        for (int i = 0; i < CLIENTS; i++) {
            try (Socket client = ask("/api/stream", "text/event-stream")) {
                reset(client);
            }
        }
        publish(2);
        assertNothingIsLeftAndNothingWasLogged();
    }

    @Test
    void who_closes_the_stream_in_an_orderly_way_ends_it_quietly() throws Exception {
        for (int i = 0; i < CLIENTS; i++) {
            try (Socket client = ask("/api/stream", "text/event-stream")) {
                client.getInputStream().readNBytes(FIRST_BYTES);
            }
        }
        publish(3);
        assertNothingIsLeftAndNothingWasLogged();
    }

    @ParameterizedTest
    @CsvSource({
        "/api/results/bookings?limit=4000, application/json",
        "/api/results/bookings?limit=4000, text/csv",
        "/_static/echarts/6.0.0/dist/echarts.esm.min.js, */*",
    })
    void who_leaves_in_the_middle_of_an_answer_ends_it_quietly(String path, String format) throws Exception {
        for (int i = 0; i < CLIENTS; i++) {
            try (Socket client = ask(path, format)) {
                assertThat(new String(client.getInputStream().readNBytes(FIRST_BYTES), ISO_8859_1))
                        .startsWith("HTTP/1.1 200");
                reset(client);
            }
        }
        assertNothingIsLeftAndNothingWasLogged();
    }

    private void assertNothingIsLeftAndNothingWasLogged() throws Exception {
        await().atMost(RunningDashboard.PATIENCE).until(() -> dashboard.metric("dashboard_stream_clients") == 0);
        // A request that is answered after them: whatever they left behind has been dealt with.
        assertThat(dashboard.get("/api/pipelines").statusCode()).isEqualTo(200);
        assertThat(List.copyOf(logged.list))
                .filteredOn(event -> event.getLevel().isGreaterOrEqual(Level.WARN) || event.getThrowableProxy() != null)
                .isEmpty();
    }

    private static void publish(int revision) {
        for (int show = 0; show < SHOWS; show++) {
            topics.publish(bookings(
                    "show-" + show, at("10:50"), revision == 0 ? Status.FINAL : Status.CORRECTED, revision, show));
        }
        topics.flush();
    }

    /** A request on a connection of its own, with so little room that a longer answer waits for its reader. */
    private static Socket ask(String path, String accepted) throws IOException {
        Socket client = new Socket();
        client.setReceiveBufferSize(4 * 1024);
        client.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), dashboard.port()));
        String request = "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: " + accepted + "\r\n\r\n";
        client.getOutputStream().write(request.getBytes(US_ASCII));
        return client;
    }

    /** As a browser that is killed: the server's next write fails. */
    private static void reset(Socket client) throws IOException {
        client.setSoLinger(true, 0);
        client.close();
    }

    private static Logger rootLogger() {
        return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }
}
