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

    @Test
    void the_services_differ_in_names_and_ports_only() throws IOException {
        List<String> alike = Images.SERVICES.stream()
                .map(DockerfilesTest::dockerfile)
                .map(file -> file.replaceAll(String.join("|", Images.SERVICES), "SERVICE")
                        .replaceAll("description=\"[^\"]*\"", "")
                        .replaceAll("EXPOSE .*", "")
                        .replaceAll("127\\.0\\.0\\.1:\\d+", ""))
                .distinct()
                .toList();

        assertThat(alike).hasSize(1);
    }

    @Test
    void the_ports_are_the_applications_own() throws IOException {
        for (String service : List.of("booking-service", "order-service", "event-service")) {
            String properties =
                    Files.readString(Path.of("../..", service, "src/main/resources/application.properties"));
            String port = properties.replaceAll("(?s).*\\nserver\\.port=(\\d+).*", "$1");
            String management = properties.replaceAll("(?s).*\\nmanagement\\.server\\.port=(\\d+).*", "$1");

            assertThat(dockerfile(service))
                    .contains("EXPOSE " + port + " " + management, "http://127.0.0.1:" + management + "/actuator");
        }
    }

    @Test
    void every_base_is_an_argument_with_a_version_and_a_digest() {
        for (String process : Images.ALL) {
            List<String> bases = dockerfile(process)
                    .lines()
                    .filter(line -> line.startsWith("FROM "))
                    .map(line -> line.replaceAll("FROM \\$\\{(\\w+)}.*", "$1"))
                    .distinct()
                    .toList();

            assertThat(bases)
                    .as(process)
                    .hasSize(1)
                    .allSatisfy(base -> assertThat(dockerfile(process))
                            .containsPattern("(?m)^ARG " + base + "=[a-z-]+:\\d+\\.\\d+\\S*@sha256:[0-9a-f]{64}$"));
        }
    }

    /** A patch changes neither interfaces nor state; an older one would lack what the job is tested with. */
    @Test
    void flinks_is_of_the_minor_version_that_the_job_is_built_with_and_no_older() throws IOException {
        String[] built = Files.readString(Path.of("../../pom.xml"))
                .replaceAll("(?s).*<flink\\.version>([^<]*)<.*", "$1")
                .split("\\.", -1);
        String[] base = dockerfile("analytics-job")
                .replaceAll("(?s).*\nARG FLINK=flink:([\\d.]+)-java17@.*", "$1")
                .split("\\.", -1);

        assertThat(List.of(base[0], base[1])).isEqualTo(List.of(built[0], built[1]));
        assertThat(Integer.parseInt(base[2])).isGreaterThanOrEqualTo(Integer.parseInt(built[2]));
    }

    @Test
    void nothing_in_them_needs_a_shell() {
        for (String process : Images.ALL) {
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
