package dev.turnstile.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.turnstile.kafka.process.KafkaBroker;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Builds the images without an engine, starts what is in them on a real broker, and asks their health checks. */
class ImagesIT {

    private static final Duration LONGEST_START = Duration.ofMinutes(3);

    @TempDir
    private static Path directory;

    /** Kept, to be read when something fails. */
    private static final Path LOGS = Path.of("target/logs");

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Map<String, Container> RUNNING = new LinkedHashMap<>();
    private static final Map<String, Integer> PORTS = new TreeMap<>();
    private static Optional<KafkaBroker> broker = Optional.empty();
    private static int topicsMade = -1;

    @BeforeAll
    static void build_the_images_and_start_them() throws Exception {
        Optional<String> missing = Images.missing();
        Assumptions.assumeTrue(missing.isEmpty(), () -> "The images are not built and started: " + missing.orElse(""));

        Files.createDirectories(LOGS);
        broker = Optional.of(KafkaBroker.start(directory.resolve("kafka")));
        Images.build();
        topicsMade = createTopics();
        for (String service : Images.SERVICES) {
            start(service);
        }
        startFlink();
    }

    @AfterAll
    static void stop() throws Exception {
        for (Container container : RUNNING.values()) {
            container.close();
        }
        if (Images.missing().isEmpty()) {
            Images.removeContainers();
        }
        broker.ifPresent(KafkaBroker::close);
    }

    @Test
    void the_command_of_event_sources_makes_the_topics() {
        assertThat(topicsMade).as(RUNNING.get("event-sources").logged()).isZero();
        assertThat(RUNNING.get("event-sources").logged()).contains("create-topics: ", " made, 0 were there");
    }

    @Test
    void every_service_is_healthy_by_its_own_health_check_as_nobody_on_a_root_that_is_read_only() throws Exception {
        for (String service : Images.SERVICES) {
            Container container = RUNNING.get(service);
            awaitHealth(service);

            assertThat(container.users()).as(service).isEqualTo("Uid:\t10001\t10001\t10001\t10001");
            assertThat(container.rootMount()).as(service).startsWith("ro,");
        }
    }

    @Test
    void a_booking_is_taken_and_a_service_ends_in_order() throws Exception {
        awaitHealth("booking-service");

        HttpResponse<String> answer = HTTP.send(
                HttpRequest.newBuilder(local(PORTS.get("booking-service"), "/bookings"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(
                                "{\"event_id\":\"concert-42\",\"user_id\":\"u-7\",\"ticket_count\":2}"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        awaitHealth("order-service");
        // 128 and SIGTERM: Java's own exit code after its shutdown hooks.
        assertThat(RUNNING.get("order-service").stop()).isEqualTo(143);
    }

    @Test
    void flink_runs_a_pipeline_from_its_image_with_the_plugins_for_s3_and_cloud_storage_and_prometheus()
            throws Exception {
        awaitHealth("jobmanager");
        await().atMost(LONGEST_START)
                .failFast(() -> assertThat(RUNNING.get("taskmanager").isAlive())
                        .as(() -> RUNNING.get("taskmanager").logged())
                        .isTrue())
                .untilAsserted(() -> assertThat(get(PORTS.get("jobmanager"), "/jobs/overview")
                                .at("/jobs/0/tasks/running")
                                .asInt())
                        .as(() -> RUNNING.get("taskmanager").logged())
                        .isPositive());
        JsonNode job = get(PORTS.get("jobmanager"), "/jobs/overview").at("/jobs/0");

        assertThat(job.path("name").asText()).isEqualTo("orders");
        assertThat(RUNNING.get("jobmanager").users()).isEqualTo("Uid:\t9999\t9999\t9999\t9999");
        assertThat(RUNNING.get("jobmanager").rootMount()).startsWith("ro,");
        assertThat(RUNNING.get("jobmanager").logged())
                .contains(
                        "Plugin loader with ID not found, creating it: s3",
                        "Plugin loader with ID not found, creating it: gs",
                        "Plugin loader with ID not found, creating it: metrics-prometheus");
    }

    @Test
    void every_image_says_what_it_is() throws Exception {
        for (String process : Images.ALL) {
            Image image = Images.image(process);

            assertThat(image.labels())
                    .as(process)
                    .containsEntry("org.opencontainers.image.title", process)
                    .containsEntry("org.opencontainers.image.version", Images.VERSION)
                    .containsEntry("org.opencontainers.image.licenses", "Apache-2.0")
                    .containsKeys("org.opencontainers.image.description", "org.opencontainers.image.revision");
            assertThat(image.user())
                    .as(process)
                    .isEqualTo(process.equals("analytics-job") ? "9999:9999" : "10001:10001");
            assertThat(image.healthCheck().get(0))
                    .as(process)
                    .isEqualTo(process.equals("event-sources") ? "NONE" : "CMD");
        }
    }

    private static int createTopics() throws Exception {
        Container creation = Container.start(
                Images.image("event-sources"),
                LOGS.resolve("event-sources.log"),
                kafka(),
                "",
                List.of("/tmp"),
                List.of("create-topics", "--replication-factor=1", "--min-insync-replicas=1"));
        RUNNING.put("event-sources", creation);
        return creation.awaitEnd();
    }

    private static void start(String service) throws Exception {
        int management = freePort();
        PORTS.put(service, freePort());
        Map<String, String> environment = kafka();
        environment.put("SERVER_ADDRESS", "127.0.0.1");
        environment.put("SERVER_PORT", PORTS.get(service).toString());
        environment.put("MANAGEMENT_SERVER_PORT", Integer.toString(management));
        environment.put("HEALTH_CHECK_URL", "http://127.0.0.1:" + management + "/actuator/health/readiness");
        environment.put("JAVA_TOOL_OPTIONS", "-Xmx192m -XX:TieredStopAtLevel=1 -XX:+UseSerialGC");
        RUNNING.put(
                service,
                Container.start(
                        Images.image(service),
                        LOGS.resolve(service + ".log"),
                        environment,
                        "",
                        List.of("/tmp"),
                        List.of()));
    }

    private static void startFlink() throws Exception {
        Path state = Files.createDirectory(directory.resolve("state"));
        Files.setPosixFilePermissions(state, PosixFilePermissions.fromString("rwxrwxrwx"));
        int rest = freePort();
        int rpc = freePort();
        PORTS.put("jobmanager", rest);
        Map<String, String> environment = kafka();
        environment.put("CHECKPOINT_DIR", "file:///state/checkpoints");
        environment.put("PARALLELISM", "1");
        environment.put("HEALTH_CHECK_URL", "http://127.0.0.1:" + rest + "/overview");
        List<String> cluster = List.of(
                "-Djobmanager.rpc.address=127.0.0.1",
                "-Djobmanager.rpc.port=" + rpc,
                "-Djobmanager.bind-host=127.0.0.1",
                "-Drest.address=127.0.0.1",
                "-Drest.bind-address=127.0.0.1",
                "-Drest.port=" + rest,
                "-Dtaskmanager.host=127.0.0.1",
                "-Dtaskmanager.bind-host=127.0.0.1");
        List<String> job =
                new ArrayList<>(List.of("standalone-job", "--job-classname", "dev.turnstile.analytics.AnalyticsJob"));
        job.addAll(cluster);
        job.add("--pipeline=orders");
        List<String> worker = new ArrayList<>(List.of("taskmanager"));
        worker.addAll(cluster);
        Image image = Images.image("analytics-job");
        for (List<String> arguments : List.of(job, worker)) {
            String name = arguments == job ? "jobmanager" : "taskmanager";
            RUNNING.put(
                    name,
                    Container.start(
                            image,
                            LOGS.resolve(name + ".log"),
                            environment,
                            state.toString(),
                            List.of("/tmp", "/opt/flink/log"),
                            arguments));
        }
    }

    private static Map<String, String> kafka() {
        return new LinkedHashMap<>(
                Map.of("KAFKA_BOOTSTRAP_SERVERS", broker.orElseThrow().bootstrapServers()));
    }

    private static void awaitHealth(String name) {
        Container container = RUNNING.get(name);
        await().atMost(LONGEST_START)
                .pollInterval(Duration.ofMillis(500))
                .failFast(() -> assertThat(container.isAlive())
                        .as(() -> container.logged())
                        .isTrue())
                .untilAsserted(() -> assertThat(container.isHealthy())
                        .as(() -> container.logged())
                        .isTrue());
    }

    private static JsonNode get(int port, String path) throws IOException, InterruptedException {
        return new ObjectMapper()
                .readTree(HTTP.send(
                                HttpRequest.newBuilder(local(port, path)).build(), HttpResponse.BodyHandlers.ofString())
                        .body());
    }

    private static URI local(int port, String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
