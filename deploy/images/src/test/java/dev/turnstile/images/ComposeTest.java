package dev.turnstile.images;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnstile.images.Compose.Service;
import dev.turnstile.kafka.process.BrokerConfiguration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The compose file beside the applications, the images and the manifests that it has to agree with. No engine is asked. */
class ComposeTest {

    private static final Path PROJECT = Path.of("../..");

    /** The JVM's, and the health check's, which every image has. */
    private static final Set<String> OF_EVERY_IMAGE = Set.of("JAVA_TOOL_OPTIONS", "HEALTH_CHECK_URL");

    private static final Map<String, List<String>> MODULES = Map.of(
            "booking-service", List.of("booking-service", "event-publishing"),
            "order-service", List.of("order-service", "event-publishing"),
            "event-service", List.of("event-service", "event-publishing"),
            "results-dashboard", List.of("results-dashboard"),
            "event-sources", List.of("event-sources"),
            "analytics-job", List.of("analytics-job"));

    private final Compose compose = Compose.read();

    ComposeTest() throws IOException {}

    @Test
    void our_images_are_those_that_are_built_and_each_is_built_from_its_dockerfile_once() throws IOException {
        Set<String> built = new TreeSet<>();
        for (Service service : ours()) {
            assertThat(service.image())
                    .as(service.name())
                    .isEqualTo("turnstile/" + process(service) + ":" + Images.VERSION);
            Map<String, Object> build = service.map("build");
            if (!build.isEmpty()) {
                assertThat(build.get("dockerfile")).isEqualTo("deploy/images/" + process(service) + "/Dockerfile");
                assertThat(Compose.DIRECTORY
                                .resolve(build.get("context").toString())
                                .toRealPath())
                        .isEqualTo(PROJECT.toRealPath());
                assertThat(built.add(process(service))).as(service.name()).isTrue();
            }
        }
        assertThat(built).isEqualTo(new TreeSet<>(MODULES.keySet()));
    }

    @Test
    void every_image_has_a_version_and_those_that_the_manifests_have_too_are_the_same() throws IOException {
        String manifests = texts(PROJECT.resolve("deploy/kubernetes"), ".yaml");
        String pom = Files.readString(PROJECT.resolve("pom.xml"));
        for (Service service : compose.services().values()) {
            assertThat(service.image())
                    .as(service.name())
                    .matches("[a-z/]+[a-z0-9-]*(/[a-z0-9-]+)?:v?\\d+\\.\\d+(\\.\\d+)?");
        }
        for (String shared : List.of("postgres", "redis")) {
            assertThat(manifests)
                    .contains("image: " + compose.services().get(shared).image() + "\n");
        }
        assertThat(pom)
                .contains("<kafka.version>" + tag("kafka") + "</kafka.version>")
                .contains("<s3mock.version>" + tag("s3") + "</s3mock.version>");
    }

    @Test
    void every_setting_of_ours_is_read_by_its_application() {
        for (Service service : ours()) {
            String sources = MODULES.get(process(service)).stream()
                    .map(module -> texts(PROJECT.resolve(module).resolve("src/main"), ".java", ".properties"))
                    .collect(Collectors.joining());
            for (String setting : service.map("environment").keySet()) {
                String property = setting.toLowerCase(Locale.ROOT).replace('_', '.') + "=";
                assertThat(OF_EVERY_IMAGE.contains(setting)
                                || sources.contains('"' + setting + '"')
                                || sources.contains(property))
                        .as("%s reads %s", service.image(), setting)
                        .isTrue();
            }
        }
    }

    @Test
    void topics_are_made_by_the_command_before_anything_of_ours_starts() {
        Service creation = compose.services().get("create-topics");

        assertThat(creation.list("command"))
                .containsExactly("create-topics", "--replication-factor=1", "--min-insync-replicas=1");
        for (Service service : ours()) {
            if (!service.equals(creation) && !service.name().endsWith("-taskmanager")) {
                assertThat(waitsFor(service)).as(service.name()).contains("create-topics");
            }
        }
    }

    @Test
    void the_broker_is_set_as_that_of_deploy_local() {
        Map<String, String> local = new BrokerConfiguration(Path.of("unused"), 9092, 9093).settings();
        Map<String, Object> broker = compose.services().get("kafka").map("environment");
        List<String> ofTheirPlace = List.of(
                "advertised.listeners",
                "controller.quorum.voters",
                "listeners",
                "log.dirs",
                "node.id",
                "process.roles");

        local.forEach((name, value) -> {
            Object here = broker.get("KAFKA_" + name.toUpperCase(Locale.ROOT).replace('.', '_'));
            if (here != null && !ofTheirPlace.contains(name)) {
                assertThat(here).as(name).hasToString(value);
            }
        });
        assertThat(broker)
                .containsKeys(
                        "KAFKA_AUTO_CREATE_TOPICS_ENABLE",
                        "KAFKA_MESSAGE_MAX_BYTES",
                        "KAFKA_TRANSACTION_MAX_TIMEOUT_MS");
    }

    @Test
    void every_pipeline_has_a_jobmanager_and_a_taskmanager_of_its_own_in_the_same_profile() {
        Set<String> inTheCluster = Pattern.compile("--pipeline=(\\w+)")
                .matcher(texts(PROJECT.resolve("deploy/kubernetes/base/pipelines"), ".yaml"))
                .results()
                .map(match -> match.group(1) + "-jobmanager")
                .collect(Collectors.toCollection(TreeSet::new));
        List<Service> jobManagers = compose.services().values().stream()
                .filter(service -> service.name().endsWith("-jobmanager"))
                .toList();

        assertThat(jobManagers).extracting(Service::name).containsExactlyElementsOf(inTheCluster);
        for (Service jobManager : jobManagers) {
            String pipeline = jobManager.name().replace("-jobmanager", "");
            Service taskManager = compose.services().get(pipeline + "-taskmanager");

            assertThat(jobManager.list("command"))
                    .contains(
                            "--pipeline=" + pipeline,
                            "-Djobmanager.rpc.address=" + jobManager.name(),
                            "-Dhigh-availability.cluster-id=/" + pipeline);
            assertThat(taskManager.list("command"))
                    .containsExactly(
                            "-Djobmanager.rpc.address=" + jobManager.name(),
                            "-Dhigh-availability.cluster-id=/" + pipeline);
            assertThat(taskManager.list("profiles")).isEqualTo(jobManager.list("profiles"));
        }
    }

    @Test
    void ours_run_on_a_read_only_root_without_capabilities_and_everything_is_bounded_and_published_here_only() {
        for (Service service : compose.services().values()) {
            if (service.isOurs()) {
                assertThat(service.fields()).as(service.name()).containsEntry("read_only", true);
                assertThat(service.list("cap_drop")).as(service.name()).containsExactly("ALL");
            }
            assertThat(service.fields()).as(service.name()).containsKey("mem_limit");
            assertThat(service.list("ports"))
                    .as(service.name())
                    .allSatisfy(port -> assertThat(port.toString()).startsWith("127.0.0.1:"));
        }
    }

    @Test
    void what_is_mounted_and_waited_for_exists() throws IOException {
        Set<Object> volumes = new TreeSet<>(((Map<?, ?>)
                        Compose.yaml(Compose.DIRECTORY.resolve("compose.yaml")).get("volumes"))
                .keySet());
        for (Service service : compose.services().values()) {
            for (Object mount : service.list("volumes")) {
                String source = mount.toString().substring(0, mount.toString().indexOf(':'));
                if (source.startsWith(".")) {
                    assertThat(Compose.DIRECTORY.resolve(source))
                            .as(service.name())
                            .exists();
                } else {
                    assertThat(volumes).as(service.name()).contains(source);
                }
            }
            assertThat(compose.services().keySet()).as(service.name()).containsAll(waitsFor(service));
        }
    }

    @Test
    void prometheus_scrapes_the_jobs_that_it_scrapes_elsewhere() throws IOException {
        assertThat(jobs(Compose.DIRECTORY.resolve("prometheus.yml")))
                .isEqualTo(jobs(PROJECT.resolve("deploy/monitoring/prometheus/prometheus.yml")))
                .contains("flink-taskmanager");
    }

    private static List<Object> jobs(Path configuration) throws IOException {
        List<Object> jobs = new ArrayList<>();
        for (Object job : (List<?>) Compose.yaml(configuration).get("scrape_configs")) {
            jobs.add(((Map<?, ?>) job).get("job_name"));
        }
        return jobs;
    }

    private List<Service> ours() {
        return compose.services().values().stream().filter(Service::isOurs).toList();
    }

    private static Set<String> waitsFor(Service service) {
        Set<String> names = new TreeSet<>(service.map("depends_on").keySet());
        if (names.contains("booking-service")) {
            names.add("create-topics");
        }
        return names;
    }

    private String tag(String service) {
        String image = compose.services().get(service).image();
        return image.substring(image.indexOf(':') + 1);
    }

    private static String process(Service service) {
        return service.image().substring("turnstile/".length(), service.image().indexOf(':'));
    }

    private static String texts(Path directory, String... endings) {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> Stream.of(endings).anyMatch(file.toString()::endsWith))
                    .filter(file -> !file.toString().contains("/target/"))
                    .map(ComposeTest::text)
                    .collect(Collectors.joining("\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
