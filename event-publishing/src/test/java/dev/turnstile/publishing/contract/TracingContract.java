package dev.turnstile.publishing.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.turnstile.events.TraceParent;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

/** A request can be followed to its event; only when whoever runs the service wants it. */
public abstract class TracingContract extends ServiceContract {

    private static final TraceParent CALLER = new TraceParent("0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331");

    protected TracingContract(ServiceUnderTest service) {
        super(service);
    }

    @Test
    void a_sampled_request_is_told_to_the_collector_and_its_event_goes_on_with_its_trace() throws IOException {
        TestBroker.createTopic(service().topic());
        Queue<String> told = new ConcurrentLinkedQueue<>();
        HttpServer collector = collector(told);
        try (RunningService traced = RunningService.start(
                service(),
                "management.tracing.sampling.probability=1",
                "management.opentelemetry.tracing.export.schedule-delay=100ms",
                "management.opentelemetry.tracing.export.otlp.endpoint=http://127.0.0.1:"
                        + collector.getAddress().getPort() + "/v1/traces")) {
            Map<String, String> headers = headersAfter(traced);

            TraceParent event = TraceParent.of(
                            headers.getOrDefault(TraceParent.HEADER, "").getBytes(StandardCharsets.US_ASCII))
                    .orElseThrow();
            assertThat(event.traceId()).isEqualTo(CALLER.traceId());
            assertThat(event.spanId()).isNotEqualTo(CALLER.spanId());
            // OTLP has the ids as their bytes.
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(told)
                            .anyMatch(spans -> spans.contains(CALLER.traceId()) && spans.contains(event.spanId())));
        } finally {
            collector.stop(0);
        }
    }

    @Test
    void otherwise_there_is_no_trace_whatever_the_caller_asks_for() {
        assertThat(headersAfter(running())).isEmpty();
    }

    /** Those of the event that a request with a trace of its own leads to. */
    private Map<String, String> headersAfter(RunningService service) {
        String traceparent = new String(CALLER.toHeader(), StandardCharsets.US_ASCII);
        String id = idOf(service.post(service().goodBody(), TraceParent.HEADER, traceparent)
                .body());
        return TestBroker.read(service().topic()).stream()
                .filter(published -> published.key().equals(id))
                .findFirst()
                .orElseThrow()
                .headers();
    }

    /** Keeps what it is sent, in hexadecimal digits. */
    private static HttpServer collector(Queue<String> told) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/traces", exchange -> {
            told.add(HexFormat.of().formatHex(exchange.getRequestBody().readAllBytes()));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        return server;
    }
}
