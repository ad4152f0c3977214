package dev.turnstile.dashboard;

import dev.turnstile.dashboard.settings.Settings;
import dev.turnstile.kafka.process.KafkaBroker;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.awaitility.Awaitility;
import org.springframework.context.ConfigurableApplicationContext;

/** The dashboard itself on free ports, as its main class starts it, and an HTTP client for it. */
final class RunningDashboard implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final ConfigurableApplicationContext context;

    private RunningDashboard(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /** Starts it and waits until it is ready. */
    static RunningDashboard start(KafkaBroker broker, String... namesAndValues) {
        RunningDashboard dashboard = startOnly(broker, namesAndValues);
        Awaitility.await().atMost(PATIENCE).until(dashboard::isReady);
        return dashboard;
    }

    static RunningDashboard startOnly(KafkaBroker broker, String... namesAndValues) {
        Map<String, String> variables = new HashMap<>(Map.of(
                "KAFKA_BOOTSTRAP_SERVERS", broker.bootstrapServers(),
                "SERVER_PORT", "0",
                "MANAGEMENT_SERVER_PORT", "0",
                // Nobody listens there.
                "FLINK_REST_URL", "http://127.0.0.1:1"));
        for (int i = 0; i < namesAndValues.length; i += 2) {
            variables.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return new RunningDashboard(ResultsDashboard.start(Settings.read(variables::get)));
    }

    int port() {
        return Integer.parseInt(context.getEnvironment().getRequiredProperty("local.server.port"));
    }

    URI address(String path) {
        return URI.create("http://127.0.0.1:" + port() + path);
    }

    boolean isReady() throws IOException, InterruptedException {
        return management("/actuator/health/readiness").statusCode() == 200;
    }

    HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        return send("GET", address(path), headers);
    }

    HttpResponse<String> send(String method, String path, String... headers) throws IOException, InterruptedException {
        return send(method, address(path), headers);
    }

    HttpResponse<String> management(String path) throws IOException, InterruptedException {
        String port = context.getEnvironment().getRequiredProperty("local.management.port");
        return send("GET", URI.create("http://127.0.0.1:" + port + path));
    }

    /** The value of a metric without labels, as Prometheus reads it. */
    double metric(String name) throws IOException, InterruptedException {
        return management("/actuator/prometheus")
                .body()
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .sum();
    }

    EventStream stream(String path, String... headers) throws IOException, InterruptedException {
        return EventStream.open(client, address(path), headers);
    }

    private HttpResponse<String> send(String method, URI address, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address).timeout(PATIENCE).method(method, BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    @Override
    public void close() {
        context.close();
    }
}
