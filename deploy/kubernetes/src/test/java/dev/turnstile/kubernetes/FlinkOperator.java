package dev.turnstile.kubernetes;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The definitions of the Flink Kubernetes Operator's resources, as its artifact {@code 1.10} has them. */
final class FlinkOperator {

    private static final String FLINK_VERSION =
            "/spec/versions/0/schema/openAPIV3Schema/properties/spec/properties/flinkVersion";

    private FlinkOperator() {}

    static CustomResourceDefinitions definitions() {
        List<ObjectNode> definitions = Stream.of("flinkdeployments", "flinksessionjobs", "flinkstatesnapshots")
                .map(FlinkOperator::definition)
                .toList();
        // 1.10 is older than Flink 2. The versions that the README asks for know v2_2, and the test against a directory
        // of definitions holds the manifests to theirs.
        definitions.stream()
                .map(definition -> definition.at(FLINK_VERSION))
                .filter(ObjectNode.class::isInstance)
                .forEach(version -> ((ObjectNode) version).putArray("enum").add("v2_2"));
        return new CustomResourceDefinitions(definitions);
    }

    private static ObjectNode definition(String plural) {
        String file = "/META-INF/fabric8/" + plural + ".flink.apache.org-v1.yml";
        try (InputStream in = Objects.requireNonNull(FlinkOperator.class.getResourceAsStream(file), file)) {
            return Manifests.yaml(new String(in.readAllBytes(), UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
