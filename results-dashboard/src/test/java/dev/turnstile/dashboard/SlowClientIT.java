package dev.turnstile.dashboard;

import static dev.turnstile.dashboard.ResultTopics.at;
import static dev.turnstile.dashboard.ResultTopics.bookings;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.turnstile.events.results.Status;
import dev.turnstile.kafka.process.KafkaBroker;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients that follow the stream and do not read it. */
class SlowClientIT {

    private static final int SLOW_CLIENTS = 20;
    private static final int RESULTS = 60_000;
    private static final int AT_ONCE = 2_000;

    @Test
    void who_does_not_read_is_cut_off_while_the_others_go_on_and_memory_stays(@TempDir Path directory)
            throws Exception {
        try (KafkaBroker broker = KafkaBroker.start(directory);
                ResultTopics topics = ResultTopics.create(broker);
                RunningDashboard dashboard =
                        RunningDashboard.start(broker, "STREAM_REPLAY_EVENTS", "5000", "RESULTS_KEPT_MOST", "1000");
                EventStream reader = dashboard.stream("/api/stream")) {
            reader.awaitNamed("snapshot");
            List<Socket> slow = new ArrayList<>();
            for (int i = 0; i < SLOW_CLIENTS; i++) {
                slow.add(connectAndNeverRead(dashboard.port()));
            }
            await().atMost(RunningDashboard.PATIENCE)
                    .until(() -> dashboard.metric("dashboard_stream_clients") == SLOW_CLIENTS + 1);
            long before = usedMemory();

            for (int sent = 0; sent < RESULTS; sent += AT_ONCE) {
                publish(topics, sent + 1, sent + AT_ONCE);
                String last = "\"revision\":" + (sent + AT_ONCE) + ",";
                reader.await("result " + last, it -> it.data().contains(last));
                reader.forget();
            }
            await("the slow ones are cut off")
                    .atMost(RunningDashboard.PATIENCE)
                    .until(() -> dashboard.metric("dashboard_stream_cut_off_total") == SLOW_CLIENTS
                            && dashboard.metric("dashboard_stream_clients") == 1);
            // What each of them was not told is 17 MB; all of it for all of them would be 340.
            assertThat(usedMemory() - before).isLessThan(60_000_000);
            for (Socket socket : slow) {
                assertThat(isEnded(socket)).isTrue();
            }
        }
    }

    private static void publish(ResultTopics topics, int from, int to) {
        for (int revision = from; revision <= to; revision++) {
            // One show, thus one partition: they come in this order.
            topics.publish(bookings("concert-42", at("10:50"), Status.CORRECTED, revision, revision));
        }
        topics.flush();
    }

    private static Socket connectAndNeverRead(int port) throws Exception {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4 * 1024);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        socket.getOutputStream().write("GET /api/stream HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".getBytes(US_ASCII));
        return socket;
    }

    /** Reads what there still is, up to the end. */
    private static boolean isEnded(Socket socket) throws Exception {
        try (socket) {
            socket.setSoTimeout((int) RunningDashboard.PATIENCE.toMillis());
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (SocketException e) {
            // Reset: the server had not waited.
            return true;
        }
    }

    private static long usedMemory() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
