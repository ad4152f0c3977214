package dev.turnstile.publishing.contract;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** A service, started as its main class starts it, on ports of its own, with the shared broker. */
public final class RunningService implements AutoCloseable {

    static final String JSON = "application/json";

    private static final Map<Class<?>, RunningService> SHARED = new ConcurrentHashMap<>();

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ConfigurableApplicationContext context;
    private final ServiceUnderTest service;
    private final int port;
    private final int managementPort;

    private RunningService(ServiceUnderTest service, ConfigurableApplicationContext context) {
        this.service = service;
        this.context = context;
        this.port = port("local.server.port");
        this.managementPort = port("local.management.port");
    }

    /** The one that all tests share that do nothing special to it. */
    static RunningService shared(ServiceUnderTest service) {
        return SHARED.computeIfAbsent(service.main(), main -> {
            TestBroker.createTopic(service.topic());
            // Tests may send as much as they can.
            return start(service, "RATE_LIMIT=0");
        });
    }

    /** One of its own; {@code settings} are NAME=value. */
    public static RunningService start(ServiceUnderTest service, String... settings) {
        List<String> arguments = new ArrayList<>(List.of(
                "--KAFKA_BOOTSTRAP_SERVERS=" + TestBroker.broker().bootstrapServers(),
                "--server.port=0",
                "--management.server.port=0"));
        for (String setting : settings) {
            arguments.add("--" + setting);
        }
        return new RunningService(service, SpringApplication.run(service.main(), arguments.toArray(String[]::new)));
    }

    int port() {
        return port;
    }

    /** Posts a body to where events are taken; {@code headers} are name, value, name, value. */
    HttpResponse<String> post(String body, String... headers) {
        return send(request(service.path(), JSON, headers).POST(BodyPublishers.ofString(body)));
    }

    HttpResponse<String> postBatch(String mediaType, String body, String... headers) {
        return send(request(service.path() + "/batch", mediaType, headers).POST(BodyPublishers.ofString(body)));
    }

    /** A request that is still to be given a method. */
    public HttpRequest.Builder request(String path, String mediaType, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(60))
                .header("Content-Type", mediaType);
        return headers.length == 0 ? request : request.headers(headers);
    }

    public HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Asks the management port. */
    public HttpResponse<String> manage(String path) {
        return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + managementPort + "/actuator" + path))
                .timeout(Duration.ofSeconds(60)));
    }

    public boolean isReady() {
        return manage("/health/readiness").statusCode() == 200;
    }

    /** Ends it in order, as SIGTERM does. */
    @Override
    public void close() {
        context.close();
    }

    private int port(String name) {
        return context.getEnvironment().getRequiredProperty(name, Integer.class);
    }
}
