package dev.turnstile.images;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.turnstile.images.Compose.Service;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.ComposeContainer;
import org.testcontainers.containers.ContainerState;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.containers.wait.strategy.WaitStrategy;

/**
 * With Docker: every service of the compose file, all profiles, of the images that it names. Its own ports must be free,
 * and Docker must have the memory.
 */
class ComposeContainersIT {

    private static final Duration LONGEST_START = Duration.ofMinutes(15);
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final long MEMORY_GIBIBYTES = 14;

    private static final int BOOKINGS = 8091;
    private static final int DASHBOARD = 8080;
    private static final int PROMETHEUS = 9090;
    private static final int GRAFANA = 3000;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static Optional<String> missing = Optional.empty();
    private static Compose compose;
    private static ComposeContainer platform;

    @BeforeAll
    static void start() throws IOException {
        missing = missing();
        if (missing.isPresent()) {
            return;
        }
        compose = Compose.read();
        platform = new ComposeContainer(
                        Compose.DIRECTORY.resolve("compose.yaml").toFile())
                .withEnv("COMPOSE_PROFILES", profiles())
                .withEnv("PIPELINES", String.join(",", pipelines()))
                // Compose itself fetches what it does not build.
                .withPull(false)
                .withBuild(true)
                // The longest of all waits together; each has a shorter one of its own.
                .withStartupTimeout(LONGEST_START)
                .withExposedService("booking-service", BOOKINGS, patiently(Wait.forHealthcheck()))
                .withExposedService("results-dashboard", DASHBOARD, patiently(Wait.forHealthcheck()))
                .withExposedService("prometheus", PROMETHEUS, patiently(Wait.forHttp("/-/ready")))
                .withExposedService("grafana", GRAFANA, patiently(Wait.forHttp("/api/health")));
        platform.start();
    }

    @BeforeEach
    void skip_where_it_cannot_run() {
        Assumptions.assumeTrue(missing.isEmpty(), () -> missing.orElse(""));
    }

    /** Why it cannot run here, if so. */
    private static Optional<String> missing() {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            return Optional.of("There is no Docker, so that no container is started");
        }
        long memory = DockerClientFactory.instance().getInfo().getMemTotal() >> 30;
        return memory >= MEMORY_GIBIBYTES
                ? Optional.empty()
                : Optional.of("Docker has " + memory + " GiB of memory; the whole platform wants " + MEMORY_GIBIBYTES);
    }

    @AfterAll
    static void stop() {
        if (platform != null) {
            platform.stop();
        }
    }

    @Test
    void every_service_runs_and_is_healthy_where_it_has_a_health_check() {
        for (Service service : compose.services().values()) {
            await().atMost(LIMIT).untilAsserted(() -> {
                ContainerState container =
                        platform.getContainerByServiceName(service.name()).orElseThrow();
                var state = container.getCurrentContainerInfo().getState();
                if (service.name().equals("create-topics")) {
                    assertThat(state.getExitCodeLong()).as(container.getLogs()).isZero();
                } else {
                    assertThat(state.getRunning())
                            .as(() -> service.name() + ":\n" + container.getLogs())
                            .isTrue();
                    if (state.getHealth() != null) {
                        assertThat(state.getHealth().getStatus())
                                .as(() -> service.name() + ":\n" + container.getLogs())
                                .isEqualTo("healthy");
                    }
                }
            });
        }
    }

    @Test
    void a_booking_that_is_sent_is_seen_counted() throws Exception {
        HttpResponse<String> answer = HTTP.send(
                HttpRequest.newBuilder(at("booking-service", BOOKINGS, "/bookings"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(
                                "{\"event_id\":\"by-compose\",\"user_id\":\"u-7\",\"ticket_count\":2}"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);

        // Provisional at first, and final after that.
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(
                                List.of(dashboard("/api/live"), dashboard("/api/results/bookings?event_id=by-compose")))
                        .anySatisfy(seen -> assertThat(seen.path("results")).anySatisfy(result -> {
                            assertThat(result.path("event_id").asText()).isEqualTo("by-compose");
                            assertThat(result.path("total_tickets").asInt()).isEqualTo(2);
                        })));
    }

    @Test
    void every_pipeline_counts_what_its_profile_sends_and_the_account_adds_up() {
        await().atMost(LIMIT).untilAsserted(() -> {
            Set<String> counting = new TreeSet<>();
            for (JsonNode pipeline : dashboard("/api/pipelines").path("pipelines")) {
                if (pipeline.path("read").asLong() > 0
                        && pipeline.path("adds_up").asBoolean()) {
                    counting.add(pipeline.path("name").asText());
                }
            }
            assertThat(counting).isEqualTo(pipelines());
        });
    }

    @Test
    void prometheus_reaches_every_process_that_it_is_to_scrape_and_takes_every_rule() {
        Map<String, Long> expected = new TreeMap<>(Map.of(
                "booking-service", 1L,
                "order-service", 1L,
                "event-service", 1L,
                "results-dashboard", 1L,
                "flink-jobmanager", (long) pipelines().size(),
                "flink-taskmanager", (long) pipelines().size()));

        await().atMost(LIMIT).untilAsserted(() -> {
            Map<String, Long> up = new TreeMap<>();
            for (JsonNode target : prometheus("/api/v1/targets?state=active").at("/data/activeTargets")) {
                if (target.path("health").asText().equals("up")) {
                    up.merge(target.at("/labels/job").asText(), 1L, Long::sum);
                }
            }
            assertThat(up).isEqualTo(expected);
            assertThat(prometheus("/api/v1/rules").at("/data/groups"))
                    .isNotEmpty()
                    .allSatisfy(group -> assertThat(group.path("rules"))
                            .allSatisfy(rule -> assertThat(rule.path("health").asText())
                                    .as(rule.path("lastError").asText())
                                    .isIn("ok", "unknown")));
        });
    }

    @Test
    void grafana_has_every_dashboard_and_finds_prometheus() throws Exception {
        Set<String> titles = new TreeSet<>();
        try (Stream<Path> files = Files.list(Compose.DIRECTORY.resolve("../monitoring/grafana/dashboards"))) {
            for (Path file : files.toList()) {
                titles.add(JSON.readTree(file.toFile()).path("title").asText());
            }
        }

        await().atMost(LIMIT).untilAsserted(() -> {
            Set<String> found = new TreeSet<>();
            grafana("/api/search?type=dash-db")
                    .forEach(dashboard -> found.add(dashboard.path("title").asText()));
            assertThat(found).isEqualTo(titles);
            assertThat(grafana("/api/datasources/uid/prometheus/health")
                            .path("status")
                            .asText())
                    .isEqualTo("OK");
        });
    }

    private static WaitStrategy patiently(WaitStrategy strategy) {
        return strategy.withStartupTimeout(LIMIT);
    }

    private static String profiles() {
        return compose.services().values().stream()
                .flatMap(service -> service.list("profiles").stream())
                .map(Object::toString)
                .distinct()
                .sorted()
                .collect(Collectors.joining(","));
    }

    private static Set<String> pipelines() {
        return compose.services().keySet().stream()
                .filter(name -> name.endsWith("-jobmanager"))
                .map(name -> name.replace("-jobmanager", ""))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static JsonNode dashboard(String path) throws IOException, InterruptedException {
        return get(HttpRequest.newBuilder(at("results-dashboard", DASHBOARD, path)));
    }

    private static JsonNode prometheus(String path) throws IOException, InterruptedException {
        return get(HttpRequest.newBuilder(at("prometheus", PROMETHEUS, path)));
    }

    private static JsonNode grafana(String path) throws IOException, InterruptedException {
        String login = Base64.getEncoder().encodeToString("admin:turnstile".getBytes(UTF_8));
        return get(HttpRequest.newBuilder(at("grafana", GRAFANA, path)).header("Authorization", "Basic " + login));
    }

    private static JsonNode get(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> answer = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private static URI at(String service, int port, String path) {
        return URI.create("http://%s:%d%s"
                .formatted(platform.getServiceHost(service, port), platform.getServicePort(service, port), path));
    }
}
