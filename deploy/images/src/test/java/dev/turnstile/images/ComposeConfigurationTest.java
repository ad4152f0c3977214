package dev.turnstile.images;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.turnstile.images.Compose.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the compose file gives to others' programs, read by those programs as far as they are here. */
class ComposeConfigurationTest {

    private static final Path MONITORING = Path.of("../monitoring");
    private static final String DASHBOARDS = "/var/lib/grafana/dashboards";

    private final Compose compose = Compose.read();

    @TempDir
    private Path directory;

    ComposeConfigurationTest() throws IOException {}

    /**
     * Its scripts ask for this before they start anything; what does not add up ends them there. The others' command lines
     * differ by names, see ComposeTest.
     */
    @Test
    void flink_takes_its_configuration_and_reckons_with_less_memory_than_the_container_has() throws Exception {
        for (String process : List.of("job", "task")) {
            Service service = compose.services().get("orders-" + process + "manager");
            List<String> options = new ArrayList<>(List.of(
                    process.equals("job") ? "GET_JM_RESOURCE_PARAMS" : "GET_TM_RESOURCE_PARAMS",
                    "--configDir",
                    Compose.DIRECTORY.resolve("flink").toString()));
            service.list("command").stream()
                    .map(Object::toString)
                    .filter(argument -> argument.startsWith("-D"))
                    .forEach(options::add);

            String said = flink("org.apache.flink.runtime.util.bash.BashJavaUtils", options);

            assertThat(said).as(service.name()).contains("BASH_JAVA_UTILS_EXEC_RESULT:-Xmx");
            assertThat(mebibytes(configuration().get(process + "manager.memory.process.size")))
                    .as(service.name())
                    .isLessThan(mebibytes(service.fields().get("mem_limit")));
        }
    }

    /** One that is misspelt is ignored by Flink without a word. */
    @Test
    void every_option_of_flinks_configuration_is_one_of_flinks() throws Exception {
        Set<String> known = new HashSet<>(
                flink(FlinkOptions.class.getName(), List.of()).lines().toList());

        assertThat(known).hasSizeGreaterThan(300);
        assertThat(configuration().keySet())
                .filteredOn(option -> !option.startsWith("s3.") && !option.startsWith("metrics.reporter.prom."))
                .isSubsetOf(known);
    }

    @Test
    void prometheus_takes_its_configuration_and_its_rules_where_they_are_mounted() throws Exception {
        Assumptions.assumeTrue(Command.isInstalled("promtool"), "Prometheus is not installed");
        for (Object mount : compose.services().get("prometheus").list("volumes")) {
            String[] parts = mount.toString().split(":", 3);
            if (parts[0].startsWith(".")) {
                copy(Compose.DIRECTORY.resolve(parts[0]), directory.resolve(parts[1].substring(1)));
            }
        }

        assertThat(Command.run(
                        "promtool",
                        "check",
                        "config",
                        directory.resolve("etc/prometheus/prometheus.yml").toString()))
                .contains("SUCCESS: 3 rule files found");
    }

    @Test
    void grafana_finds_every_dashboard_and_each_of_them_its_prometheus() throws IOException {
        List<String> mounts = compose.services().get("grafana").list("volumes").stream()
                .map(Object::toString)
                .toList();
        Map<String, Object> provider =
                first(Compose.yaml(MONITORING.resolve("grafana/provisioning/dashboards/turnstile.yml")), "providers");
        Map<String, Object> source = first(
                Compose.yaml(MONITORING.resolve("grafana/provisioning/datasources/prometheus.yml")), "datasources");

        assertThat(mounts)
                .contains("../monitoring/grafana/dashboards:" + DASHBOARDS + ":ro")
                .anyMatch(mount -> mount.endsWith(":/etc/grafana/provisioning:ro"));
        assertThat(provider.get("options")).isEqualTo(Map.of("path", DASHBOARDS));
        assertThat(source.get("url")).isEqualTo("http://prometheus:9090");
        assertThat(compose.services()).containsKey("prometheus");
        Set<String> names = new HashSet<>();
        try (Stream<Path> files = Files.list(MONITORING.resolve("grafana/dashboards"))) {
            for (Path file : files.toList()) {
                JsonNode dashboard = new ObjectMapper().readTree(file.toFile());
                assertThat(names.add(dashboard.path("uid").asText()))
                        .as(file.toString())
                        .isTrue();
                assertThat(names.add(dashboard.path("title").asText()))
                        .as(file.toString())
                        .isTrue();
                assertThat(dashboard.path("panels")).as(file.toString()).isNotEmpty();
                assertThat(dashboard.findValues("datasource"))
                        .as(file.toString())
                        .isNotEmpty()
                        .allSatisfy(
                                used -> assertThat(used.path("uid").asText()).isIn(source.get("uid"), "${datasource}"));
            }
        }
        assertThat(names).hasSize(6);
    }

    private static Map<String, Object> configuration() throws IOException {
        return Compose.yaml(Compose.DIRECTORY.resolve("flink/config.yaml"));
    }

    private static long mebibytes(Object size) {
        String text = size.toString();
        long number = Long.parseLong(text.replaceAll("\\D", ""));
        return text.endsWith("g") ? number << 10 : number;
    }

    private static Map<String, Object> first(Map<String, Object> file, String list) {
        Object entry = ((List<?>) file.get(list)).get(0);
        return new Service(list, Map.of("first", entry)).map("first");
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = file.equals(from)
                        ? to
                        : to.resolve(from.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
    }

    /** Runs a class of Flink's, or of this test's, with Flink's jars. */
    private static String flink(String mainClass, List<String> arguments) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                Path.of("target/test-classes") + ":" + Path.of("../local/flink/target/lib") + "/*",
                mainClass));
        line.addAll(arguments);
        Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }
}
