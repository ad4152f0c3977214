package dev.turnstile.dashboard;

import static dev.turnstile.dashboard.ResultTopics.orders;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.turnstile.events.Topics;
import dev.turnstile.events.TraceParent;
import dev.turnstile.events.results.OrdersResult;
import dev.turnstile.events.results.Status;
import dev.turnstile.kafka.process.KafkaBroker;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A request's trace ends where its result is shown: a collector is told, over real HTTP. */
class ResultTracesIT {

    private static final TraceParent EVENT = new TraceParent("0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331");
    private static final TraceParent BEFORE_THE_START =
            new TraceParent("11111111111111111111111111111111", "b7ad6b7169203331");

    @TempDir
    private Path directory;

    @Test
    void a_result_with_a_trace_is_told_to_the_collector_and_one_from_before_the_start_is_not() throws Exception {
        Queue<String> told = new ConcurrentLinkedQueue<>();
        HttpServer collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        collector.createContext("/v1/traces", exchange -> {
            told.add(HexFormat.of().formatHex(exchange.getRequestBody().readAllBytes()));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        collector.start();
        try (KafkaBroker broker = KafkaBroker.start(directory);
                ResultTopics topics = ResultTopics.create(broker)) {
            topics.send(traced(orders("10:50", Status.FINAL, 0, 100), BEFORE_THE_START));
            topics.flush();
            try (RunningDashboard dashboard = RunningDashboard.start(
                    broker,
                    "OTEL_EXPORTER_OTLP_ENDPOINT",
                    "http://127.0.0.1:" + collector.getAddress().getPort())) {
                topics.send(traced(orders("10:51", Status.FINAL, 0, 100), EVENT));
                topics.publish(orders("10:52", Status.FINAL, 0, 100));
                topics.flush();
                await().atMost(RunningDashboard.PATIENCE)
                        .until(() -> dashboard.get("/api/results/orders").body().contains("10:52"));
            }
            // Stopping has sent what was left. OTLP has the ids as their bytes, and the key as it is.
            String key = HexFormat.of().formatHex("orders||2025-11-24T10:51:00Z".getBytes(UTF_8));
            assertThat(told)
                    .singleElement()
                    .asString()
                    .contains(EVENT.traceId(), EVENT.spanId(), key)
                    .doesNotContain(BEFORE_THE_START.traceId());
        } finally {
            collector.stop(0);
        }
    }

    private static ProducerRecord<byte[], byte[]> traced(OrdersResult result, TraceParent trace) {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(Topics.RESULTS.name(), result.key().getBytes(US_ASCII), result.toJson());
        record.headers().add(TraceParent.HEADER, trace.toHeader());
        return record;
    }
}
