package dev.turnstile.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelsTest {

    private static final Pattern YAML_IN_A_DOCUMENT = Pattern.compile("(?s)\n```yaml\n(.*?)\n```\n");

    @ParameterizedTest
    @ValueSource(
            strings = {"eks", "gke", "kind", "eks-with-everything", "kind-with-everything", "kind-with-definition"})
    void every_object_is_one_that_its_type_can_be(String overlay) {
        assertThat(Kustomize.overlay(overlay).objects())
                .hasSizeGreaterThan(30)
                .extracting(StrictTypes::fault)
                .allMatch(Optional::isEmpty);
    }

    @Test
    void a_field_that_a_type_does_not_have_is_found_at_any_depth() {
        Manifests kind = Kustomize.overlay("kind");
        ObjectNode deployment = kind.the("Deployment", "booking-service");
        Pod.of(deployment).findFirst().orElseThrow().container().put("imagePolicy", "Always");
        ObjectNode topic = kind.the("KafkaTopic", "orders");
        ((ObjectNode) topic.path("spec")).put("partition", 3);
        ObjectNode flink = kind.the("FlinkDeployment", "pipeline-orders");
        Pod.of(flink).findFirst().orElseThrow().container().put("imagePolicy", "Always");
        ObjectNode policy = kind.the("NetworkPolicy", "names");
        ((ObjectNode) policy.at("/spec/egress/0/ports/0")).put("Port", 53);

        assertThat(StrictTypes.fault(deployment))
                .hasValueSatisfying(fault -> assertThat(fault).contains("imagePolicy"));
        assertThat(StrictTypes.fault(topic))
                .hasValueSatisfying(fault -> assertThat(fault).contains("partition"));
        assertThat(StrictTypes.fault(flink))
                .hasValueSatisfying(fault -> assertThat(fault).contains("imagePolicy"));
        assertThat(StrictTypes.fault(policy))
                .hasValueSatisfying(fault -> assertThat(fault).contains("Port"));
    }

    /** What an operator is told to apply by hand. */
    @Test
    void every_object_in_the_document_on_operations_is_one_that_its_type_can_be() throws IOException {
        List<ObjectNode> objects = YAML_IN_A_DOCUMENT
                .matcher(Files.readString(Path.of("../../docs/operations.md")))
                .results()
                .flatMap(block -> Manifests.parse("operations", block.group(1)).objects().stream())
                .toList();

        assertThat(objects).isNotEmpty().extracting(StrictTypes::fault).allMatch(Optional::isEmpty);
    }

    @Test
    void a_value_that_a_type_cannot_have_is_found() {
        ObjectNode flink = Kustomize.overlay("kind").the("FlinkDeployment", "pipeline-orders");
        ((ObjectNode) flink.path("spec")).put("flinkVersion", "v1_20");

        assertThat(StrictTypes.fault(flink)).isPresent();
    }

    @Test
    void an_object_of_a_kind_without_a_type_is_found() {
        assertThat(StrictTypes.fault(Manifests.yaml("{apiVersion: v1, kind: ReplicationController}")))
                .isPresent();
    }
}
