package dev.turnstile.dashboard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Answers what the dashboard asks of Flink, for jobs that are as they are told to be. */
final class StandInFlink implements AutoCloseable {

    private final HttpServer server;
    private final Map<String, String> states = new ConcurrentHashMap<>();

    private StandInFlink(HttpServer server) {
        this.server = server;
    }

    static StandInFlink start(String... pipelines) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        StandInFlink flink = new StandInFlink(server);
        for (String pipeline : pipelines) {
            flink.jobIs(pipeline, "RUNNING");
        }
        server.createContext("/", flink::answer);
        server.start();
        return flink;
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    void jobIs(String pipeline, String state) {
        states.put(pipeline, state);
    }

    /** A job's id is its pipeline. */
    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String body;
        if (path.equals("/jobs/overview")) {
            body = states.entrySet().stream()
                    .map(job -> "{\"jid\":\"%1$s\",\"name\":\"%1$s\",\"start-time\":1,\"state\":\"%2$s\"}"
                            .formatted(job.getKey(), job.getValue()))
                    .collect(joining(",", "{\"jobs\":[", "]}"));
        } else if (path.endsWith("/checkpoints")) {
            body = "{\"counts\":{\"failed\":0},\"latest\":{\"completed\":{\"latest_ack_timestamp\":%d}}}"
                    .formatted(Instant.now().minusSeconds(4).toEpochMilli());
        } else if (path.endsWith("/watermarks")) {
            body = "[{\"id\":\"0.currentInputWatermark\",\"value\":\"%d\"}]"
                    .formatted(Instant.now().minusSeconds(31).toEpochMilli());
        } else if (path.endsWith("/subtasks/metrics")) {
            body = exchange.getRequestURI().getQuery() == null
                    ? "[{\"id\":\"Source__in.pendingRecords\"}]"
                    : "[{\"id\":\"Source__in.pendingRecords\",\"sum\":3.0}]";
        } else if (path.endsWith("/metrics")) {
            body = "[{\"id\":\"numRestarts\",\"value\":\"0\"}]";
        } else {
            body = "{\"vertices\":[{\"id\":\"v1\",\"name\":\"Source: in\"},{\"id\":\"v2\",\"name\":\"totals\"}]}";
        }
        byte[] bytes = body.getBytes(UTF_8);
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
