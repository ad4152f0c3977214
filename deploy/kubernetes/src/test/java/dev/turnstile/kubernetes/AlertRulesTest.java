package dev.turnstile.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The rules that the Prometheus Operator is given are those of every other Prometheus. */
class AlertRulesTest {

    private static final Path RULES = Path.of("../monitoring/prometheus/rules");
    private static final Path OBJECTS = Path.of("components/prometheus-operator/rules.yaml");

    @Test
    void are_the_same_as_without_kubernetes() throws IOException {
        Map<String, JsonNode> objects = new TreeMap<>();
        Manifests.parse("prometheus-operator", Files.readString(OBJECTS))
                .ofKind("PrometheusRule")
                .forEach(rule -> objects.put(Manifests.name(rule), rule.path("spec")));

        assertThat(objects)
                .as("deploy/monitoring/rules-for-kubernetes >deploy/kubernetes/" + OBJECTS)
                .isEqualTo(rules());
    }

    /** By the file's name, without its ending. */
    private static Map<String, JsonNode> rules() throws IOException {
        Map<String, JsonNode> rules = new TreeMap<>();
        for (Path file : files()) {
            String name = file.getFileName().toString().replace(".yml", "");
            rules.put(name, Manifests.yaml(Files.readString(file)));
        }
        return rules;
    }

    private static List<Path> files() {
        try (Stream<Path> files = Files.list(RULES)) {
            return files.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
