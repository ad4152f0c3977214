package dev.turnstile.dashboard;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Answers as booking-service does, to the letter of its protocol, so that the page's form can be tried by itself. The
 * services themselves are tested where they are, and together with the page in deploy/local.
 */
final class StandInService implements AutoCloseable {

    /** The id in every answer of success. */
    static final String BOOKING_ID = "0198c0de-0000-7000-8000-000000000001";

    private final HttpServer server;
    private final List<String> keys = new CopyOnWriteArrayList<>();
    private final AtomicReference<Answer> next = new AtomicReference<>(new Answer(500, "{}"));

    private record Answer(int status, String body) {}

    private StandInService(HttpServer server) {
        this.server = server;
    }

    static StandInService start() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        StandInService service = new StandInService(server);
        server.createContext("/bookings", service::answer);
        server.start();
        return service;
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** The Idempotency-Keys of all requests so far. */
    List<String> keys() {
        return List.copyOf(keys);
    }

    void acknowledges(String show, Instant at) {
        next.set(new Answer(201, """
            {"booking_id":"%s","event_id":"%s","user_id":"u-1","ticket_count":2,"timestamp":"%s"}\
            """.formatted(BOOKING_ID, show, at)));
    }

    void refuses(String field, String detail) {
        next.set(new Answer(400, """
            {"type":"/problems/invalid-body","title":"The body is not valid","status":400,
            "errors":[{"field":"%s","reason":"OUT_OF_RANGE","detail":"%s"}]}\
            """.formatted(field, detail)));
    }

    void doesNotKnow() {
        next.set(new Answer(503, "{\"title\":\"Not acknowledged in time\",\"status\":503}"));
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var headers = exchange.getResponseHeaders();
            headers.set(
                    "Access-Control-Allow-Origin", exchange.getRequestHeaders().getFirst("Origin"));
            headers.set("Access-Control-Allow-Headers", "content-type, idempotency-key");
            if (exchange.getRequestMethod().equals("OPTIONS")) {
                exchange.sendResponseHeaders(204, -1);
                return;
            }
            keys.add(exchange.getRequestHeaders().getFirst("Idempotency-Key"));
            Answer answer = next.get();
            byte[] body = answer.body().getBytes(UTF_8);
            headers.set("Content-Type", answer.status() == 201 ? "application/json" : "application/problem+json");
            exchange.sendResponseHeaders(answer.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
