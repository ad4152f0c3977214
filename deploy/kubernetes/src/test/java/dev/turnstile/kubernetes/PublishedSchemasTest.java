package dev.turnstile.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every custom resource against the definitions in the directory that the property {@code crds} names: the versions that
 * are to run in a cluster. The README says how to get them.
 */
@EnabledIfSystemProperty(named = "crds", matches = ".+", disabledReason = "no directory of definitions is given")
class PublishedSchemasTest {

    /** Kubernetes' own groups; all others are of custom resources. */
    private static final Pattern BUILT_IN = Pattern.compile(
            "(v1|apps/v1|autoscaling/v2|batch/v1|(networking|rbac\\.authorization)\\.k8s\\.io/v1|policy/v1) .*");

    /** GKE's ingress controller makes this definition itself, and publishes no file of it: only a cluster has it. */
    private static final Set<String> UNPUBLISHED = Set.of("cloud.google.com/v1 BackendConfig");

    @ParameterizedTest
    @ValueSource(
            strings = {"eks", "gke", "kind", "eks-with-everything", "kind-with-everything", "kind-with-definition"})
    void every_custom_resource_is_as_its_definition_has_it(String overlay) {
        CustomResourceDefinitions definitions =
                CustomResourceDefinitions.inDirectory(Path.of(System.getProperty("crds")));

        List<ObjectNode> resources = Kustomize.overlay(overlay).objects().stream()
                .filter(object -> !BUILT_IN.matcher(Manifests.type(object)).matches())
                .filter(object -> !UNPUBLISHED.contains(Manifests.type(object))
                        || definitions.types().contains(Manifests.type(object)))
                .toList();

        assertThat(resources).hasSizeGreaterThan(5).flatMap(definitions::faults).isEmpty();
    }
}
