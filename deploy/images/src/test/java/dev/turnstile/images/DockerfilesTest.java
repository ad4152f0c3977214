package dev.turnstile.images;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** What the Dockerfiles have in common, which no Dockerfile can share with another. */
class DockerfilesTest {

    private static final List<String> SERVICES = List.of("booking-service", "order-service", "results-dashboard");

    @Test
    void the_services_differ_in_names_and_ports_only() throws IOException {
        List<String> alike = SERVICES.stream()
                .map(DockerfilesTest::dockerfile)
                .map(file -> file.replaceAll("booking-service|order-service|results-dashboard", "SERVICE")
                        .replaceAll("description=\"[^\"]*\"", "")
                        .replaceAll("EXPOSE .*", "")
                        .replaceAll("127\\.0\\.0\\.1:\\d+", ""))
                .distinct()
                .toList();

        assertThat(alike).hasSize(1);
    }

    @Test
    void the_ports_are_the_applications_own() throws IOException {
        for (String service : List.of("booking-service", "order-service")) {
            String properties =
                    Files.readString(Path.of("../..", service, "src/main/resources/application.properties"));
            String port = properties.replaceAll("(?s).*\\nserver\\.port=(\\d+).*", "$1");
            String management = properties.replaceAll("(?s).*\\nmanagement\\.server\\.port=(\\d+).*", "$1");

            assertThat(dockerfile(service))
                    .contains("EXPOSE " + port + " " + management, "http://127.0.0.1:" + management + "/actuator");
        }
    }

    @Test
    void every_base_has_a_version_javas_a_digest_too_and_flinks_is_the_version_that_the_job_is_built_with()
            throws IOException {
        String flink = Files.readString(Path.of("../../pom.xml")).replaceAll("(?s).*<flink\\.version>([^<]*)<.*", "$1");

        assertThat(dockerfile("analytics-job")).contains("ARG FLINK=flink:" + flink + "-java17\n");
        for (String process : List.of("booking-service", "order-service", "results-dashboard", "event-sources")) {
            assertThat(dockerfile(process))
                    .as(process)
                    .containsPattern("ARG JRE=eclipse-temurin:17\\S+@sha256:[0-9a-f]{64}\n");
        }
    }

    @Test
    void nothing_in_them_needs_a_shell() {
        for (String process :
                List.of("booking-service", "order-service", "results-dashboard", "event-sources", "analytics-job")) {
            String shells = dockerfile(process)
                    .lines()
                    .map(String::strip)
                    .filter(line -> line.matches("(RUN|CMD|ENTRYPOINT) (?!\\[).*"))
                    .collect(Collectors.joining("\n"));

            assertThat(shells).as(process).isEmpty();
        }
    }

    @Test
    void shellcheck_finds_nothing() throws Exception {
        Assumptions.assumeTrue(Command.isInstalled("shellcheck"), "shellcheck is not installed");

        assertThat(Command.run("shellcheck", "build", "local-bases/flink-entrypoint"))
                .isEmpty();
    }

    private static String dockerfile(String process) {
        try {
            return Files.readString(Path.of(process, "Dockerfile"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
