package dev.turnstile.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** That what one object names is there in another. */
final class ReferenceRules {

    private ReferenceRules() {}

    static List<Rule> all() {
        return List.of(
                new Rule(
                        "a Service has pods, and they have its ports",
                        ReferenceRules::servicesWithoutPods,
                        manifests -> ((ObjectNode) manifests
                                        .the("Service", "order-service")
                                        .at("/spec/ports/0"))
                                .put("targetPort", "web")),
                new Rule(
                        "a ConfigMap, a ServiceAccount and a claim that a pod names are there",
                        ReferenceRules::whatPodsMiss,
                        manifests -> ((ObjectNode)
                                        PodRules.service(manifests).container().at("/envFrom/0/configMapRef"))
                                .put("name", "kafka")),
                new Rule(
                        "an autoscaler's target is there",
                        manifests -> manifests.ofKind("HorizontalPodAutoscaler").stream()
                                .map(scaler -> scaler.at("/spec/scaleTargetRef"))
                                .map(target -> title(
                                        target.path("kind").asText(),
                                        target.path("name").asText()))
                                .filter(target -> !titles(manifests).contains(target))
                                .toList(),
                        manifests -> manifests
                                .objects()
                                .removeIf(object -> Manifests.title(object).equals("Deployment order-service"))),
                new Rule(
                        "a name is one that Kubernetes takes",
                        manifests -> manifests.objects().stream()
                                .filter(object -> !Manifests.name(object).matches("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?"))
                                .map(Manifests::title)
                                .toList(),
                        manifests -> ((ObjectNode) manifests
                                        .the("Service", "order-service")
                                        .path("metadata"))
                                .put("name", "order_service")),
                new Rule(
                        "everything is in the namespace turnstile",
                        manifests -> manifests.objects().stream()
                                .filter(object -> !Manifests.kind(object).equals("Namespace"))
                                .filter(object -> !object.at("/metadata/namespace")
                                        .asText()
                                        .equals("turnstile"))
                                .map(Manifests::title)
                                .toList(),
                        manifests -> ((ObjectNode) manifests
                                        .the("NetworkPolicy", "default-deny")
                                        .path("metadata"))
                                .put("namespace", "default")));
    }

    private static List<String> servicesWithoutPods(Manifests manifests) {
        List<String> faults = new ArrayList<>();
        for (ObjectNode service : manifests.ofKind("Service")) {
            List<Pod> pods = manifests.pods().stream()
                    .filter(pod -> isSelected(service.at("/spec/selector"), pod.labels()))
                    .toList();
            for (JsonNode port : service.at("/spec/ports")) {
                if (pods.size() != 1 || !hasPort(pods.get(0), port.path("targetPort"))) {
                    faults.add(Manifests.title(service) + ": " + port);
                }
            }
        }
        return faults;
    }

    static boolean isSelected(JsonNode labelsWanted, JsonNode labels) {
        return labelsWanted.properties().stream()
                .allMatch((Map.Entry<String, JsonNode> wanted) ->
                        wanted.getValue().equals(labels.path(wanted.getKey())));
    }

    private static boolean hasPort(Pod pod, JsonNode nameOrNumber) {
        return pod.containers()
                .flatMap(container -> Manifests.each(container.path("ports")))
                .anyMatch(port -> port.path(nameOrNumber.isNumber() ? "containerPort" : "name")
                        .equals(nameOrNumber));
    }

    private static List<String> whatPodsMiss(Manifests manifests) {
        Set<String> titles = titles(manifests);
        List<String> faults = new ArrayList<>();
        for (Pod pod : manifests.pods()) {
            List<String> named = new ArrayList<>();
            pod.spec()
                    .findValues("configMapRef")
                    .forEach(
                            map -> named.add(title("ConfigMap", map.path("name").asText())));
            pod.spec().findValuesAsText("claimName").forEach(claim -> named.add(title("PersistentVolumeClaim", claim)));
            String account = pod.isOf("FlinkDeployment")
                    ? pod.owner().at("/spec/serviceAccount").asText()
                    : pod.spec().path("serviceAccountName").asText();
            named.add(title("ServiceAccount", account));
            named.stream()
                    .filter(title -> !titles.contains(title))
                    .forEach(title -> faults.add(pod.title() + " names " + title));
        }
        return faults;
    }

    private static Set<String> titles(Manifests manifests) {
        return manifests.objects().stream().map(Manifests::title).collect(Collectors.toSet());
    }

    private static String title(String kind, String name) {
        return kind + " " + name;
    }
}
