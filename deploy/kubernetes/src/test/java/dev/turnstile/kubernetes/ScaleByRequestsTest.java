package dev.turnstile.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ScaleByRequestsTest {

    @Test
    void every_service_is_scaled_by_requests_and_by_processor_use_where_that_is_added() {
        Manifests manifests = Kustomize.overlay("eks-by-requests");
        List<ObjectNode> autoscalers = manifests.ofKind("HorizontalPodAutoscaler");

        assertThat(autoscalers)
                .extracting(Manifests::name)
                .containsExactlyInAnyOrderElementsOf(manifests.ofKind("Deployment").stream()
                        .map(Manifests::name)
                        .toList());
        assertThat(autoscalers).extracting(StrictTypes::fault).allMatch(Optional::isEmpty);
        assertThat(autoscalers)
                .extracting(autoscaler -> Manifests.each(autoscaler.at("/spec/metrics"))
                        .map(ScaleByRequestsTest::metric)
                        .toList())
                .containsOnly(List.of("cpu", "http_server_requests_per_second"));
    }

    @Test
    void the_adapters_rule_gives_the_metric_of_that_name() throws IOException {
        JsonNode rule = Manifests.yaml(Files.readString(Path.of("components/scale-by-requests/adapter.yaml")))
                .at("/rules/custom/0");
        assertThat(rule.at("/name/as").asText()).isEqualTo("http_server_requests_per_second");
        assertThat(rule.path("seriesQuery").asText())
                .startsWith(rule.at("/name/matches").asText().replaceAll("[\\^$]", "") + "{");
    }

    private static String metric(JsonNode metric) {
        return metric.at("/resource/name").asText()
                + metric.at("/pods/metric/name").asText();
    }
}
