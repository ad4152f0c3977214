package dev.turnstile.dashboard.pipelines;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks one Flink cluster's REST API. Every question has a short time-out and an answer of bounded size. */
final class FlinkClient {

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int MOST_BYTES = 4 * 1024 * 1024;

    private final HttpClient client;
    private final JsonMapper mapper;
    private final URI base;

    FlinkClient(HttpClient client, JsonMapper mapper, URI base) {
        this.client = client;
        this.mapper = mapper;
        this.base = base;
    }

    /** An HTTP client that suits this one. */
    static HttpClient httpClient() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(PATIENCE)
                .build();
    }

    /**
     * Gets a resource; what is not there, such as the checkpoints of a job without any, is an empty node.
     *
     * @throws IOException if Flink does not answer, or in a way that nobody can make sense of
     */
    JsonNode get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(PATIENCE)
                .header("Accept", "application/json")
                .build();
        HttpResponse<InputStream> response = client.send(request, BodyHandlers.ofInputStream());
        try (InputStream body = response.body()) {
            if (response.statusCode() == 404) {
                return mapper.missingNode();
            }
            if (response.statusCode() != 200) {
                throw new IOException(request.uri() + " answered " + response.statusCode());
            }
            byte[] bytes = body.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new IOException(request.uri() + " answered with more than " + MOST_BYTES + " bytes");
            }
            return mapper.readTree(bytes);
        } catch (JacksonException e) {
            throw new IOException(request.uri() + " answered with something else than JSON", e);
        }
    }
}
