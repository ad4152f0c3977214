package dev.turnstile.local.monitoring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What deploy/monitoring has in it: rules, their tests, dashboards. */
public final class Monitoring {

    static final Path PROJECT = Path.of("../..").toAbsolutePath().normalize();
    static final Path PROMETHEUS = PROJECT.resolve("deploy/monitoring/prometheus");
    static final Path GRAFANA = PROJECT.resolve("deploy/monitoring/grafana");

    public static final String PROMETHEUS_MISSING =
            "Prometheus is not installed (apt-get install --no-install-recommends prometheus)";

    private static final Pattern LABEL_VALUES = Pattern.compile("label_values\\((.*), *\\w+\\)");

    private Monitoring() {}

    /** Whether its programs are here, promtool among them. */
    public static boolean isPrometheusInstalled() {
        return Stream.of("prometheus", "promtool")
                .allMatch(program -> Stream.of(System.getenv("PATH").split(File.pathSeparator))
                        .anyMatch(directory -> Files.isExecutable(Path.of(directory, program))));
    }

    /** Every metric that a rule or a dashboard names, but for those that rules record. */
    public static Set<String> metricsNamed() {
        Set<String> names = new TreeSet<>();
        Set<String> recorded = new TreeSet<>();
        for (JsonNode rule : rules()) {
            names.addAll(PromqlNames.in(rule.path("expr").asText()));
            recorded.add(rule.path("record").asText());
        }
        dashboards().forEach(dashboard -> expressions(dashboard).forEach(text -> names.addAll(PromqlNames.in(text))));
        names.removeAll(recorded);
        // Of Prometheus itself.
        names.removeAll(Set.of("up", "ALERTS"));
        return names;
    }

    static List<JsonNode> alerts() {
        return rules().stream().filter(rule -> rule.has("alert")).toList();
    }

    /** Those of recorded metrics too. */
    static List<JsonNode> rules() {
        return files(PROMETHEUS.resolve("rules"), ".yml").stream()
                .flatMap(file -> each(read(new YAMLMapper(), file).path("groups")))
                .flatMap(group -> each(group.path("rules")))
                .toList();
    }

    static List<JsonNode> dashboards() {
        return files(GRAFANA.resolve("dashboards"), ".json").stream()
                .map(file -> read(new ObjectMapper(), file))
                .toList();
    }

    /** Of the panels, and of the variables that one chooses by. */
    static List<String> expressions(JsonNode dashboard) {
        return Stream.concat(
                        dashboard.findValues("expr").stream(),
                        each(dashboard.at("/templating/list"))
                                .filter(variable ->
                                        variable.path("type").asText().equals("query"))
                                .map(variable -> variable.path("query")))
                .map(JsonNode::asText)
                .map(text -> LABEL_VALUES.matcher(text).replaceFirst("$1"))
                .toList();
    }

    static List<Path> files(Path directory, String ending) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode read(ObjectMapper format, Path file) {
        try {
            return format.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }

    static Stream<JsonNode> each(JsonNode list) {
        return Stream.iterate(0, index -> index < list.size(), index -> index + 1)
                .map(list::get);
    }
}
