package dev.turnstile.local.flink;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** As much of Flink's REST interface as the launcher uses, in memory. */
public final class FakeJobManager implements AutoCloseable {

    private final ObjectMapper json = new ObjectMapper();
    private final HttpServer server;
    private final Map<String, String> states = new ConcurrentHashMap<>();
    private final List<JsonNode> submissions = new CopyOnWriteArrayList<>();
    private final Map<String, String> names = new ConcurrentHashMap<>();
    private volatile boolean hasJar;
    private volatile int freeSlots = 1;
    private volatile boolean losesAnswers;
    private volatile @Nullable String refusal;
    private volatile String savepoint = "{}";
    private volatile String failure = "E: outer\nCaused by: X: inner";

    public FakeJobManager() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** What was asked to be run, in order. */
    public List<JsonNode> submissions() {
        return submissions;
    }

    public Collection<String> states() {
        return states.values();
    }

    void setState(String state) {
        states.replaceAll((id, before) -> state);
    }

    /** As after a restart: it knows neither jobs nor jars. */
    void forgetEverything() {
        states.clear();
        hasJar = false;
    }

    public void refuse(String stackTrace) {
        refusal = stackTrace;
    }

    public void acceptAgain() {
        refusal = null;
    }

    public void setFreeSlots(int count) {
        freeSlots = count;
    }

    /** Why its jobs have failed last. */
    void setFailure(String stackTrace) {
        failure = stackTrace;
    }

    /** Ends its jobs; the address is as Flink writes it. */
    void stopWithSavepoint(String address) {
        savepoint = "{\"checkpoint_type\":\"SYNC_SAVEPOINT\",\"external_path\":\"" + address + "\"}";
        setState("FINISHED");
    }

    /** What it tells of savepoints is not of the last moment. */
    void forgetSavepointOfStop() {
        savepoint = "{\"checkpoint_type\":\"SAVEPOINT\",\"external_path\":\"file:/an/earlier/one\"}";
    }

    /** Does what it is asked to, and hangs up before it has said so. */
    void loseAnswers() {
        losesAnswers = true;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath();
        var body = exchange.getRequestBody().readAllBytes();
        if (path.equals("/jobs/overview")) {
            answer(exchange, 200, jobs());
        } else if (path.equals("/overview")) {
            answer(exchange, 200, "{\"slots-total\":2,\"slots-available\":" + freeSlots + "}");
        } else if (path.equals("/jars")) {
            answer(
                    exchange,
                    200,
                    hasJar ? "{\"files\":[{\"id\":\"1_job.jar\",\"name\":\"job.jar\"}]}" : "{\"files\":[]}");
        } else if (path.equals("/jars/upload")) {
            hasJar = true;
            answer(exchange, 200, "{\"filename\":\"/tmp/flink-web-upload/1_job.jar\",\"status\":\"success\"}");
        } else if (path.equals("/jars/1_job.jar/run")) {
            run(exchange, json.readTree(body));
        } else if (path.endsWith("/exceptions")) {
            var entry = json.writeValueAsString(Map.of("stacktrace", failure));
            answer(exchange, 200, "{\"exceptionHistory\":{\"entries\":[" + entry + "]}}");
        } else if (path.endsWith("/checkpoints")) {
            answer(exchange, 200, "{\"latest\":{\"savepoint\":" + savepoint + "}}");
        } else if (path.endsWith("/stop")) {
            var directory = json.readTree(body).path("targetDirectory").asText();
            stopWithSavepoint(directory + "/savepoint-" + submissions.size());
            answer(exchange, 202, "{\"request-id\":\"any\"}");
        } else if (path.endsWith("/savepoints/any")) {
            var location = json.readTree(savepoint).path("external_path").asText();
            answer(exchange, 200, "{\"operation\":{\"location\":\"" + location + "\"}}");
        } else if (states.containsKey(path.replace("/jobs/", ""))
                && exchange.getRequestMethod().equals("GET")) {
            answer(exchange, 200, "{\"vertices\":[{\"parallelism\":2}]}");
        } else if (exchange.getRequestMethod().equals("PATCH")) {
            states.put(path.substring(path.lastIndexOf('/') + 1), "CANCELED");
            answer(exchange, 202, "");
        } else {
            answer(exchange, 404, "{\"errors\":[\"Not found: " + path + "\"]}");
        }
    }

    private void run(HttpExchange exchange, JsonNode request) throws IOException {
        submissions.add(request);
        var reason = refusal;
        if (reason != null) {
            answer(exchange, 500, json.writeValueAsString(Map.of("errors", List.of(reason))));
            return;
        }
        var id = request.path("jobId").asText();
        states.put(id, "RUNNING");
        names.put(id, nameOf(request));
        if (losesAnswers) {
            exchange.close();
        } else {
            answer(exchange, 200, "{\"jobid\":\"" + id + "\"}");
        }
    }

    /** As AnalyticsJob names it: the pipeline, and after it the suffix of what it writes. */
    private static String nameOf(JsonNode request) {
        var name = new StringBuilder();
        for (var argument : request.path("programArgsList")) {
            name.append(Stream.of("--pipeline=", "--definition=", "--set=OUTPUT_SUFFIX=")
                    .filter(argument.asText()::startsWith)
                    .map(option -> argument.asText().substring(option.length()))
                    .map(value -> value.replaceFirst("^.*/(.*)\\.yaml$", "$1"))
                    .collect(Collectors.joining()));
        }
        return name.toString();
    }

    private String jobs() {
        return states.entrySet().stream()
                .map(job -> "{\"jid\":\"%s\",\"name\":\"%s\",\"state\":\"%s\",\"tasks\":{\"total\":2,\"running\":2}}"
                        .formatted(job.getKey(), names.getOrDefault(job.getKey(), ""), job.getValue()))
                .collect(Collectors.joining(",", "{\"jobs\":[", "]}"));
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        try (var out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }
}
