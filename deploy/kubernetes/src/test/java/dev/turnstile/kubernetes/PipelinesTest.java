package dev.turnstile.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnstile.analytics.AnalyticsJob;
import dev.turnstile.analytics.PipelineCatalog;
import dev.turnstile.analytics.runtime.JobSettings;
import dev.turnstile.analytics.settings.Environment;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One FlinkDeployment for each pipeline of the catalogue, with what its job asks for. */
class PipelinesTest {

    private static final List<String> PIPELINES =
            PipelineCatalog.all().stream().map(PipelineCatalog.Entry::name).toList();

    @ParameterizedTest
    @ValueSource(strings = {"eks", "gke", "kind"})
    void every_pipeline_is_an_application_of_its_own(String overlay) {
        List<ObjectNode> deployments = Kustomize.overlay(overlay).ofKind("FlinkDeployment");

        assertThat(deployments)
                .extracting(Manifests::name)
                .containsExactlyInAnyOrderElementsOf(
                        PIPELINES.stream().map(name -> "pipeline-" + name).toList());
        assertThat(deployments).allSatisfy(flink -> {
            String pipeline = Manifests.name(flink).substring("pipeline-".length());
            JsonNode job = flink.at("/spec/job");
            assertThat(job.path("args").toString()).isEqualTo("[\"--pipeline=" + pipeline + "\"]");
            assertThat(job.path("entryClass").asText()).isEqualTo(AnalyticsJob.class.getName());
            assertThat(job.path("upgradeMode").asText()).isEqualTo("savepoint");
            assertThat(flink.at("/spec/flinkConfiguration/high-availability.type")
                            .asText())
                    .isEqualTo("kubernetes");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"eks", "gke", "kind"})
    void the_job_takes_its_settings_and_they_are_those_that_flink_is_told(String overlay) {
        Manifests manifests = Kustomize.overlay(overlay);
        Map<String, String> variables = new HashMap<>();
        List.of("kafka", "pipelines")
                .forEach(map -> manifests
                        .configMap(map)
                        .properties()
                        .forEach(entry ->
                                variables.put(entry.getKey(), entry.getValue().asText())));

        JobSettings settings = JobSettings.from(new Environment(variables));

        assertThat(settings.stateBackend()).isEqualTo("rocksdb");
        assertThat(variables.get("LAKE_URI"))
                .isEqualTo(settings.checkpointDirectory().replaceFirst("/checkpoints$", "/lake"));
        assertThat(manifests.ofKind("FlinkDeployment")).allSatisfy(flink -> {
            JsonNode configuration = flink.at("/spec/flinkConfiguration");
            assertThat(flink.at("/spec/job/parallelism").asInt()).isEqualTo(settings.parallelism());
            assertThat(configuration.path("execution.checkpointing.dir").asText())
                    .isEqualTo(settings.checkpointDirectory());
            String place = settings.checkpointDirectory().replaceFirst("/checkpoints$", "");
            assertThat(configuration
                            .path("execution.checkpointing.savepoint-dir")
                            .asText())
                    .isEqualTo(place + "/savepoints");
            assertThat(configuration.path("high-availability.storageDir").asText())
                    .isEqualTo(place + "/high-availability");
            assertThat(place).matches(overlay.equals("kind") ? "file:///state" : "(s3|gs)://[a-z0-9-]+");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"eks", "gke", "kind"})
    void the_dashboard_knows_them_all_and_where_to_ask(String overlay) {
        JsonNode dashboard = Kustomize.overlay(overlay).configMap("results-dashboard");

        assertThat(dashboard.path("PIPELINES").asText()).isEqualTo(String.join(",", PIPELINES));
        // The operator makes a Service of this name for each.
        assertThat(dashboard.path("FLINK_REST_URL").asText())
                .isEqualTo(PIPELINES.stream()
                        .map(name -> "http://pipeline-" + name + "-rest:8081")
                        .collect(Collectors.joining(",")));
    }
}
