package dev.turnstile.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a pod may and may not.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/security/pod-security-standards/">Pod Security Standards: restricted</a>
 */
final class PodRules {

    /** The types of volume that restricted allows, as far as they are used. */
    private static final Set<String> VOLUMES = Set.of("emptyDir", "secret", "configMap", "persistentVolumeClaim");

    /** With a registry or not, but with a version that somebody has given, or a digest. */
    private static final Pattern IMAGE =
            Pattern.compile("[a-z0-9.:/_-]*[a-z0-9](:(?!latest$)[A-Za-z0-9_][A-Za-z0-9._-]*|@sha256:[0-9a-f]{64})");

    private PodRules() {}

    static List<Rule> all() {
        return List.of(
                new Rule(
                        "the namespace enforces restricted",
                        manifests -> manifests.ofKind("Namespace").stream()
                                .filter(namespace -> !namespace
                                        .at("/metadata/labels/pod-security.kubernetes.io~1enforce")
                                        .asText()
                                        .equals("restricted"))
                                .map(Manifests::title)
                                .toList(),
                        manifests -> ((ObjectNode)
                                        manifests.the("Namespace", "turnstile").at("/metadata/labels"))
                                .put("pod-security.kubernetes.io/enforce", "baseline")),
                ofPods(
                        "a pod runs as a user that is not root",
                        pod -> pod.spec().at("/securityContext/runAsNonRoot").asBoolean()
                                && pod.spec().at("/securityContext/runAsUser").asInt() > 0,
                        spec -> ((ObjectNode) spec.path("securityContext")).put("runAsUser", 0)),
                ofPods(
                        "a pod has the runtime's seccomp profile",
                        pod -> pod.spec()
                                .at("/securityContext/seccompProfile/type")
                                .asText()
                                .equals("RuntimeDefault"),
                        spec -> ((ObjectNode) spec.path("securityContext")).remove("seccompProfile")),
                ofPods(
                        "a pod shares nothing with its host",
                        pod -> Stream.of("hostNetwork", "hostPID", "hostIPC").noneMatch(pod.spec()::has)
                                && Manifests.each(pod.spec().path("volumes")).allMatch(PodRules::isOfItsOwn),
                        spec -> spec.put("hostNetwork", true)),
                ofContainers(
                        "a container gains no privileges",
                        container -> container
                                        .at("/securityContext/allowPrivilegeEscalation")
                                        .asText()
                                        .equals("false")
                                && !container.at("/securityContext/privileged").asBoolean(),
                        container ->
                                ((ObjectNode) container.path("securityContext")).put("allowPrivilegeEscalation", true)),
                ofContainers(
                        "a container has no capabilities",
                        container -> container
                                .at("/securityContext/capabilities")
                                .toString()
                                .equals("{\"drop\":[\"ALL\"]}"),
                        container -> ((ObjectNode) container.at("/securityContext/capabilities")).putArray("drop")),
                ofContainers(
                        "a container cannot write to its image",
                        container -> container
                                .at("/securityContext/readOnlyRootFilesystem")
                                .asBoolean(),
                        container -> ((ObjectNode) container.path("securityContext")).remove("readOnlyRootFilesystem")),
                new Rule(
                        "an image has a version",
                        manifests -> images(manifests)
                                .filter(image -> !IMAGE.matcher(image).matches())
                                .toList(),
                        manifests -> ((ObjectNode) manifests
                                        .the("FlinkDeployment", "pipeline-orders")
                                        .path("spec"))
                                .put("image", "turnstile/analytics-job:latest")),
                new Rule(
                        "what runs has requests and limits",
                        PodRules::unlimited,
                        manifests ->
                                ((ObjectNode) service(manifests).container().path("resources")).remove("limits")),
                new Rule(
                        "only Flink, which talks to the Kubernetes API, has a token for it",
                        PodRules::needlessTokens,
                        manifests -> service(manifests).spec().put("automountServiceAccountToken", true)),
                ofPods(
                        "a pod is not told of every Service in its environment",
                        pod -> pod.spec().path("enableServiceLinks").asText().equals("false"),
                        spec -> spec.remove("enableServiceLinks")));
    }

    static Pod service(Manifests manifests) {
        return Pod.of(manifests.the("Deployment", "booking-service"))
                .findFirst()
                .orElseThrow();
    }

    private static boolean isOfItsOwn(JsonNode volume) {
        List<String> fields = new ArrayList<>();
        volume.fieldNames().forEachRemaining(fields::add);
        fields.remove("name");
        return VOLUMES.containsAll(fields);
    }

    private static Stream<String> images(Manifests manifests) {
        return Stream.concat(
                manifests.ofKind("FlinkDeployment").stream()
                        .map(flink -> flink.at("/spec/image").asText()),
                manifests.pods().stream()
                        .filter(pod -> !pod.isOf("FlinkDeployment"))
                        .flatMap(Pod::containers)
                        .map(container -> container.path("image").asText()));
    }

    /** Flink's processes have theirs from the operator, which sets requests and limits alike. */
    private static List<String> unlimited(Manifests manifests) {
        List<String> faults = new ArrayList<>();
        for (Pod pod : manifests.pods()) {
            if (pod.isOf("FlinkDeployment")) {
                Stream.of("/spec/jobManager/resource", "/spec/taskManager/resource")
                        .map(pod.owner()::at)
                        .filter(resource -> !resource.has("cpu") || !resource.has("memory"))
                        .forEach(resource -> faults.add(pod.title()));
            } else {
                pod.containers()
                        .filter(container -> !isLimited(container.path("resources")))
                        .forEach(container -> faults.add(pod.title()));
            }
        }
        manifests.ofKind("KafkaNodePool").stream()
                .filter(pool -> !isLimited(pool.at("/spec/resources")))
                .forEach(pool -> faults.add(Manifests.title(pool)));
        return faults;
    }

    private static boolean isLimited(JsonNode resources) {
        // Memory that is not all requested is memory that a node may not have.
        return Stream.of("requests", "limits")
                        .map(resources::path)
                        .allMatch(amount -> amount.has("cpu") && amount.has("memory"))
                && resources.at("/requests/memory").equals(resources.at("/limits/memory"));
    }

    private static List<String> needlessTokens(Manifests manifests) {
        List<String> faults = new ArrayList<>();
        for (ObjectNode account : manifests.ofKind("ServiceAccount")) {
            if (!account.path("automountServiceAccountToken").asText().equals("false")) {
                faults.add(Manifests.title(account));
            }
        }
        for (Pod pod : manifests.pods()) {
            String expected = Boolean.toString(pod.isOf("FlinkDeployment"));
            if (!pod.spec().path("automountServiceAccountToken").asText().equals(expected)) {
                faults.add(pod.title());
            }
        }
        return faults;
    }

    private static Rule ofPods(String name, Predicate<Pod> isSo, Consumer<ObjectNode> breachOfASpecification) {
        return new Rule(
                name,
                manifests -> manifests.pods().stream()
                        .filter(isSo.negate())
                        .map(Pod::title)
                        .toList(),
                manifests -> breachOfASpecification.accept(Pod.of(manifests.the("FlinkDeployment", "pipeline-bookings"))
                        .findFirst()
                        .orElseThrow()
                        .spec()));
    }

    private static Rule ofContainers(String name, Predicate<JsonNode> isSo, Consumer<ObjectNode> breachOfAContainer) {
        return new Rule(
                name,
                manifests -> manifests.pods().stream()
                        .filter(pod -> !pod.containers().allMatch(isSo))
                        .map(Pod::title)
                        .toList(),
                manifests -> breachOfAContainer.accept(service(manifests).container()));
    }
}
