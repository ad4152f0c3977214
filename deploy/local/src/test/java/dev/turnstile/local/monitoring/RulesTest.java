package dev.turnstile.local.monitoring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The rules of Prometheus: sound, tested, and of use to whoever is woken by them. */
class RulesTest {

    @Test
    void prometheus_takes_the_configuration_and_the_rules() throws Exception {
        assertThat(promtool("check", "config", "prometheus.yml")).contains("SUCCESS");
    }

    @Test
    void each_alert_fires_when_it_should_and_does_not_when_it_should_not() throws Exception {
        List<String> arguments = new ArrayList<>(List.of("test", "rules"));
        Monitoring.files(Monitoring.PROMETHEUS.resolve("tests"), ".yml")
                .forEach(test -> arguments.add(test.toString()));

        assertThat(promtool(arguments.toArray(String[]::new))).contains("SUCCESS");
    }

    /** What promtool is given to test is all there is. */
    @Test
    void each_alert_has_a_test_of_both() {
        Map<String, List<Boolean>> expectations = new TreeMap<>();
        for (Path file : Monitoring.files(Monitoring.PROMETHEUS.resolve("tests"), ".yml")) {
            Monitoring.each(Monitoring.read(new YAMLMapper(), file).path("tests"))
                    .forEach(test -> expectations.put(
                            test.path("name").asText(),
                            Monitoring.each(test.path("promql_expr_test"))
                                    .filter(expected -> expected.path("expr")
                                            .asText()
                                            .contains("\"" + test.path("name").asText() + "\""))
                                    .map(expected ->
                                            !expected.path("exp_samples").isEmpty())
                                    .toList()));
        }

        assertThat(Monitoring.alerts())
                .hasSizeGreaterThan(20)
                .allSatisfy(alert -> assertThat(expectations)
                        .hasEntrySatisfying(
                                name(alert), fires -> assertThat(fires).contains(false, true)));
    }

    @Test
    void each_alert_says_what_is_wrong_how_bad_it_is_and_where_to_read_what_to_do() throws Exception {
        String headings = Files.readString(Monitoring.PROJECT.resolve("docs/alerts.md"))
                .lines()
                .filter(line -> line.startsWith("## "))
                .collect(Collectors.joining("\n", "\n", "\n"));

        assertThat(Monitoring.alerts()).allSatisfy(alert -> {
            assertThat(alert.at("/labels/severity").asText()).isIn("critical", "warning");
            assertThat(alert.at("/annotations/summary").asText()).isNotBlank();
            assertThat(alert.at("/annotations/description").asText()).endsWith(".");
            assertThat(alert.at("/annotations/runbook").asText())
                    .isEqualTo("docs/alerts.md#" + name(alert).toLowerCase(Locale.ROOT));
            assertThat(headings).contains("\n## " + name(alert) + "\n");
        });
    }

    private static String name(JsonNode alert) {
        return alert.path("alert").asText();
    }

    private static String promtool(String... arguments) throws IOException, InterruptedException {
        assumeTrue(Monitoring.isPrometheusInstalled(), Monitoring.PROMETHEUS_MISSING);
        List<String> command = new ArrayList<>(List.of("promtool"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(Monitoring.PROMETHEUS.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }
}
